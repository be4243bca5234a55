// Builds what the browser gets: static/src -> static/dist. `--watch` goes on doing so.
import { build, context } from 'esbuild'
import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const entries = { editor: 'src/editor/main.tsx', page: 'src/page.ts', app: 'src/styles/app.css', public: 'src/styles/public.css' }

const options = {
  absWorkingDir: here,
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(join(here, path)))),
  outdir: 'dist',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  alias: { 'lib0/logging': join(here, 'src/sync/quiet.js') },
  legalComments: 'linked',
  logLevel: 'warning'
}

if (process.argv.includes('--watch')) {
  await (await context(options)).watch()
} else {
  await build(options)
  for (const name of Object.keys(options.entryPoints)) {
    const file = ['js', 'css'].map(ending => join(here, 'dist', `${name}.${ending}`)).find(existsSync)
    console.log(`${file.slice(here.length + 1)}: ${gzipSync(readFileSync(file), { level: 9 }).length} bytes gzipped`)
  }
}
