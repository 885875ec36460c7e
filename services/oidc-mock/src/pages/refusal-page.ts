import { html } from 'hono/html'
import type { Refusal } from '../pipeline/refusal.ts'
import { page } from './layout.ts'

/**
 * Shown when the browser cannot be sent back, because the request itself is not to be trusted (RFC
 * 6749 §4.1.2.1). In words for the person, and below it, in English, the rule for who made the client.
 */
export function refusalPage(refusal: Refusal): Promise<string> {
  return page(
    'Inloggen lukt niet',
    html`<h1>Inloggen lukt niet</h1>
<p>Ga terug naar de website waar u vandaan kwam en begin opnieuw.</p>
<section lang="en" aria-labelledby="developers">
<h2 id="developers">For developers</h2>
<p data-testid="error"><code>${refusal.error}</code></p>
<p data-testid="error-description">${refusal.message}</p>
</section>`,
  )
}
