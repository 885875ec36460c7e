import { html } from 'hono/html'
import type { Persona } from '../personas.ts'
import { page } from './layout.ts'

/** The login page: which client asks, one button for each person, and a way out. */
export function personaPage(clientName: string, interaction: string, personas: readonly Persona[]): Promise<string> {
  const buttons = personas.map(
    (
      persona,
    ) => html`<li><button type="submit" name="persona" value="${persona.id}" data-testid="persona-${persona.id}">
<strong>${persona.givenName} ${persona.familyName}</strong> ${persona.means}</button></li>
`,
  )
  return page(
    clientName,
    html`<h1>${clientName}</h1>
<p>U logt in bij een testdienst. Als wie wilt u inloggen?</p>
<form method="post" action="/authorize/login">
<input type="hidden" name="interaction" value="${interaction}">
<ul aria-label="Testpersonen" role="list">
${buttons}</ul>
<p><button type="submit" class="cancel" name="cancel" value="true" data-testid="cancel">Annuleren</button></p>
</form>`,
  )
}
