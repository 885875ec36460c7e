// A form is sent once: a second press while the first is under way does nothing. The server is harmless to
// repeat anyway; this spares the person a second login.
for (const form of document.querySelectorAll('form[data-once]')) {
  form.addEventListener('submit', (event) => {
    if (form.getAttribute('aria-busy') === 'true') event.preventDefault()
    form.setAttribute('aria-busy', 'true')
  })
}

// Coming back by the Back button finds the page as it was left: let the form be sent again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-once]')) form.removeAttribute('aria-busy')
})

// Browsers focus `autofocus` only when nothing else has focus yet; the summary of faults always gets it.
const summary = document.getElementById('error-summary')
if (summary !== null) {
  summary.focus()
  for (const link of summary.querySelectorAll('a')) {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      document.getElementById(link.hash.slice(1))?.focus()
    })
  }
}
