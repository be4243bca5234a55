// Builds what the browser gets: static/src -> static/dist. `--watch` goes on doing so.
import { build, context } from 'esbuild'
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { minify } from 'terser'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, 'dist')
const options = {
  absWorkingDir: here,
  entryPoints: { editor: 'src/editor/main.tsx', page: 'src/page.ts', app: 'src/styles/app.css' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'part-[hash]',
  minify: true,
  format: 'esm',
  target: ['es2022'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  alias: { 'lib0/logging': join(here, 'src/sync/quiet.js') },
  legalComments: 'linked',
  logLevel: 'warning'
}

rmSync(dist, { recursive: true, force: true })
if (process.argv.includes('--watch')) {
  await (await context(options)).watch()
} else {
  await build(options)
  for (const name of readdirSync(dist).filter(name => name.endsWith('.js'))) await shrink(join(dist, name))
  for (const name of readdirSync(dist).filter(name => /\.(js|css)$/.test(name))) {
    console.log(`dist/${name}: ${gzipSync(readFileSync(join(dist, name)), { level: 9 }).length} bytes gzipped`)
  }
}

// A second minifier: what esbuild leaves, terser makes 3 % smaller, which keeps the editor within its budget.
async function shrink (file) {
  const { code } = await minify(readFileSync(file, 'utf8'), { module: true, ecma: 2020, compress: { passes: 2 } })
  writeFileSync(file, code)
}
