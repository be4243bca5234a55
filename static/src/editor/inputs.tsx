// Plain controls for one shared string. What is typed is shared when the control is left or Enter is pressed.
import { useEditor } from './context'

interface Props {
  id?: string
  value: string
  set: (value: string) => void
  label?: string
  placeholder?: string
  list?: string
  className?: string
}

export function TextInput({ id, value, set, label, placeholder, list, className }: Props) {
  const { session } = useEditor()
  const commit = (input: HTMLInputElement): void => { if (input.value.trim() !== value) set(input.value.trim()) }
  return (
    <input type="text" value={value} readOnly={!session.mayWrite} maxLength={500}
      {...(id && { id })} {...(label && { 'aria-label': label })} {...(placeholder && { placeholder })} {...(list && { list })} {...(className && { class: className })}
      onBlur={event => commit(event.currentTarget)}
      onKeyDown={event => {
        if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); commit(event.currentTarget) }
        if (event.key === 'Escape') { event.currentTarget.value = value; event.currentTarget.blur() }
      }} />
  )
}

/** A name, completed from the people of the workspace; any other name may be typed. */
export function PersonInput(props: Props) {
  return <TextInput {...props} list="people" placeholder="Nobody yet" />
}
