// Warns before the session ends, and keeps it alive when the person asks for it (WCAG 2.2.1).
const warning = document.getElementById('session-warning')
const stay = warning?.querySelector('button')
const final = Date.parse(warning?.dataset['final'] ?? '')
let ends = Date.parse(warning?.dataset['ends'] ?? '')
const minute = 60_000

const show = () => {
  if (warning === null) return
  const minutes = Math.ceil((ends - Date.now()) / minute)
  for (const line of warning.querySelectorAll('[data-minutes]')) {
    line.toggleAttribute('hidden', line.getAttribute('data-minutes') !== String(minutes))
  }
  stay?.parentElement?.toggleAttribute('hidden', ends >= final)
  warning.hidden = minutes > 5 || minutes < 1
}

stay?.addEventListener('click', async () => {
  const answer = await fetch('/session/extension', { method: 'POST', body: new URLSearchParams(tokenOf()) })
  if (!answer.ok) return
  ends = Date.parse((await answer.json()).ends)
  show()
})

const tokenOf = () => {
  const field = document.querySelector('#logout input[name="formToken"]')
  return { formToken: field instanceof HTMLInputElement ? field.value : '' }
}

if (Number.isFinite(ends)) setInterval(show, 10_000)
