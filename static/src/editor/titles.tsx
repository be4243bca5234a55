// The title for the house, and below it the one that customers read: a field of its own, empty until somebody writes it.
import { useEditor } from './context'
import { Prose } from './prose'

export function Titles() {
  const { session } = useEditor()
  return (
    <div class="titles">
      <h1><Prose text={session.doc.getText('title')} name="title" label="Title" placeholder="What happened, in a few words" singleLine /></h1>
      <div class="public-title">
        <span class="tag p">Public title</span>
        <Prose text={session.doc.getText('public_title')} name="public_title" label="Public title" placeholder="What customers read. The address of the status post is made from it." singleLine />
      </div>
    </div>
  )
}
