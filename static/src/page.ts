// Small behaviours of the pages that the server draws. Without JavaScript everything still works, only less comfortably.

/** A form with `data-confirm` asks before it is sent. */
function confirmForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-confirm]')) {
    form.addEventListener('submit', event => {
      if (form.dataset['confirmed']) return
      event.preventDefault()
      ask(form.dataset['confirm'] ?? '', () => { form.dataset['confirmed'] = 'yes'; form.requestSubmit() })
    })
  }
}

function ask(question: string, yes: () => void): void {
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-label', 'Are you sure?')
  const words = document.createElement('p'), row = document.createElement('div')
  words.textContent = question
  row.className = 'row'
  row.append(button('Yes', 'btn main', () => { dialog.close(); yes() }), button('No', 'btn', () => dialog.close()))
  dialog.append(words, row)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

function button(label: string, look: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.className = look
  made.textContent = label
  made.addEventListener('click', act)
  return made
}

/** Files may be dropped on a form with `data-drop`; while they are read it says so. */
function dropForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-drop]')) {
    const input = form.querySelector<HTMLInputElement>('input[type=file]')
    form.addEventListener('dragover', event => { event.preventDefault(); form.classList.add('over') })
    form.addEventListener('dragleave', () => form.classList.remove('over'))
    form.addEventListener('drop', event => {
      event.preventDefault()
      form.classList.remove('over')
      if (!input || !event.dataTransfer?.files.length) return
      input.files = event.dataTransfer.files
      form.requestSubmit()
    })
    form.addEventListener('submit', () => showProgress(form))
  }
}

function showProgress(form: HTMLFormElement): void {
  const progress = document.createElement('progress')
  progress.setAttribute('aria-label', 'Reading the files')
  form.querySelector('button.main')?.replaceWith(progress)
}

confirmForms()
dropForms()
