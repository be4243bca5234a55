// The page as customers would read it: made on the server by the exporter itself, from what is saved.
import { useEffect, useState } from 'preact/hooks'
import { useEditor } from './context'
import { useStatus } from './observe'

export function CustomerView() {
  const { session, bootstrap } = useEditor()
  const status = useStatus(session)
  const [version, setVersion] = useState(0)
  const [isOld, setOld] = useState(false)
  useEffect(() => {
    let isHere = true
    void session.saved().then(() => { if (isHere) setVersion(count => count + 1) })
    return () => { isHere = false }
  }, [session, status.unsaved === 0])
  useEffect(() => {
    setOld(false)
    const follow = (): void => setOld(true)
    session.doc.on('update', follow)
    return () => session.doc.off('update', follow)
  }, [session, version])
  return (
    <div class="customer">
      <h1 class="sr">As customers would read it</h1>
      <p class="notice" role="note">This is what customers would read if the text were published as it stands. It is made by the server; nothing internal is on this page.
        {isOld && <> A colleague changed the text since. <button class="btn" onClick={() => setVersion(version + 1)}>Show it as it is now</button></>}</p>
      {version > 0
        ? <iframe key={version} title="As customers would read it" src={`${bootstrap.urls.preview}?v=${version}`} />
        : <p class="quiet" role="status">Waiting until everything is saved…</p>}
    </div>
  )
}
