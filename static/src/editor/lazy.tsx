// Parts of the page that most visits never need: loaded when they are first shown.
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** Return a component that loads the real one the first time it is drawn; nothing is shown until it is there. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  return function Lazy(props: Props) {
    const [, draw] = useState(false)
    useEffect(() => {
      if (!loaded) void load().then(component => { loaded = component; draw(true) })
    }, [])
    const Component = loaded
    return Component && <Component {...props} />
  }
}
