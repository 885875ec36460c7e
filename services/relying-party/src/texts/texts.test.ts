import { expect, test } from '@jest/globals'
import { en } from './en.ts'
import { nl } from './nl.ts'
import { providerTexts } from './provider-texts.ts'
import { createAllTexts, languages, type TextKey } from './texts.ts'

const keys = Object.keys(nl) as TextKey[]
const placeholders = (message: string) =>
  [...new Set([...message.matchAll(/\{(\w+)[},]/g)].map(([, name]) => name ?? ''))].sort()
const values = Object.fromEntries(
  keys
    .flatMap((key) => placeholders(nl[key]))
    .map((name) => [name, name === 'count' || name === 'minutes' ? 2 : `<${name}>`]),
)

test('both languages have every sentence, and none is empty', () => {
  expect(Object.keys(en).sort()).toEqual([...keys].sort())
  for (const catalogue of [nl, en]) expect(Object.values(catalogue).filter((text) => text.trim() === '')).toEqual([])
})

test.each(keys)('%s takes the same values in both languages, and both can be formatted', (key) => {
  expect(placeholders(en[key])).toEqual(placeholders(nl[key]))
  const text = createAllTexts()
  for (const language of languages) {
    const sentence = text[language].of(key, values)
    expect(sentence).not.toMatch(/\{|\}/)
    for (const name of placeholders(nl[key])) {
      if (typeof values[name ?? ''] === 'string') expect(sentence).toContain(`<${name}>`)
    }
  }
})

test('one and more documents read as Dutch', () => {
  const { nl: text } = createAllTexts()
  expect(text('read.title', { count: 1 })).toBe('Lees het document')
  expect(text('read.title', { count: 3 })).toBe('Lees de documenten')
})

// design/scenarios.md, "Shared screens".
test.each<[TextKey, string]>([
  ['start.title', 'Onderteken een document'],
  [
    'start.text',
    '{municipality} vraagt u dit document te ondertekenen. Dit duurt ongeveer 2 minuten. U logt in, u leest het document en u ondertekent. Bij het ondertekenen logt u nog een keer in. Zo weten we zeker dat u het bent.',
  ],
  ['start.paper', 'Ik wil of kan niet digitaal ondertekenen'],
  ['paper.text', 'Bel {phone} of kom langs. U krijgt het document op papier. U hoeft niet te zeggen waarom.'],
  ['confirm.title', 'Controleer en onderteken'],
  ['confirm.redirect', 'U gaat nu naar {provider}. Met deze keer inloggen ondertekent u. Daarna komt u hier terug.'],
  ['confirm.button', 'Onderteken met {provider}'],
  ['receipt.title', 'U hebt ondertekend'],
  ['receipt.titleIncomplete', 'U hebt ondertekend. Het is nog niet klaar.'],
  [
    'receipt.text',
    'Op {date} om {time} hebt u {title} ondertekend. Uw kenmerk is {reference}. Bewaar het bestand. Een print is alleen een kopie.',
  ],
  ['receipt.incomplete', 'Er moet nog iemand ondertekenen. U krijgt bericht als alles klaar is.'],
  ['wrongPerson.title', 'U kunt dit document niet openen'],
  ['problem.logout', 'Uitloggen en opnieuw proberen'],
  ['problem.callWithReference', 'Lukt het niet? Bel {phone} en noem code {reference}.'],
  ['levelTooLow.title', 'U moet veiliger inloggen'],
  ['levelTooLow.deadline', 'Het document staat klaar tot {date}.'],
  ['problem.nothingSigned', 'Er is niets ondertekend.'],
  ['decline.title', 'Wilt u niet ondertekenen?'],
  ['decline.text', 'U mag zeggen waarom. Alleen de gemeente leest dit.'],
  ['decline.button', 'Ik onderteken niet'],
  ['layout.test', 'TEST – niet rechtsgeldig'],
])('%s says what was agreed, word for word', (key, words) => {
  expect(nl[key]).toBe(words)
})

test('for DigiD the words are those that Logius tests', () => {
  expect(providerTexts.digid.nl.fault).toBe(
    'Er is een fout opgetreden in de communicatie met DigiD. Probeert u het later nogmaals. Indien deze fout blijft aanhouden, kijk dan op de website https://www.digid.nl voor de laatste informatie.',
  )
  expect(providerTexts.digid.nl.cancelled).toBe('U hebt het inloggen geannuleerd. Er is niets ondertekend.')
  expect(providerTexts.digid.nl.level.substantial).toEqual({
    needed: 'Voor dit document is DigiD Substantieel nodig.',
    steps: [
      'Open de DigiD-app.',
      'Doe de ID-check met uw paspoort, identiteitskaart of rijbewijs.',
      'Log hier opnieuw in.',
    ],
  })
})

test('before the last signature nothing is called complete', () => {
  const { nl: text } = createAllTexts()
  const sentences = [text('receipt.titleIncomplete'), text('receipt.incomplete')].join(' ')
  expect(sentences.replace('nog niet klaar', '').replace('als alles klaar is', '')).not.toMatch(/klaar|afgerond/)
})
