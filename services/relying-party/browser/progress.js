// Asks every two seconds whether the signature is made; then the page tells it.
const progress = document.getElementById('progress')

const ask = async () => {
  try {
    const answer = await fetch(progress?.dataset['status'] ?? '', { headers: { accept: 'application/json' } })
    const { ended } = answer.ok ? await answer.json() : { ended: answer.status === 401 }
    if (ended) location.replace(progress?.dataset['next'] ?? '/')
  } catch {
    // No connection now; the next question may find one.
  }
}

if (progress !== null) setInterval(ask, 2000)
