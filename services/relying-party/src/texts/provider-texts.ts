import type { AssuranceLevel } from '@waarmerk/identity-assurance'
import type { Language } from './texts.ts'

/** Sentences that depend on the means of identification. */
export interface ProviderTexts {
  /** The provider does not work. For DigiD Logius tests the words literally. */
  readonly fault: string
  readonly cancelled: string
  /** Fills "logged in with … of someone else". */
  readonly means: string
  /** What is needed, and the steps to get there, by the level that was asked. */
  readonly level: Readonly<Record<AssuranceLevel, { readonly needed: string; readonly steps: readonly string[] }>>
}

const digidSteps = {
  nl: {
    second: ['Log hier opnieuw in.', 'Kies voor de DigiD-app of voor sms-controle.'],
    check: [
      'Open de DigiD-app.',
      'Doe de ID-check met uw paspoort, identiteitskaart of rijbewijs.',
      'Log hier opnieuw in.',
    ],
    high: [
      'Open de DigiD-app.',
      'Kies bij het inloggen voor inloggen met uw identiteitskaart of rijbewijs.',
      'Log hier opnieuw in.',
    ],
  },
  en: {
    second: ['Log in here again.', 'Choose the DigiD app or text message verification.'],
    check: [
      'Open the DigiD app.',
      'Do the ID check with your passport, identity card or driving licence.',
      'Log in here again.',
    ],
    high: [
      'Open the DigiD app.',
      'When logging in, choose your identity card or driving licence.',
      'Log in here again.',
    ],
  },
} as const

const otherSteps = {
  nl: ['Log hier opnieuw in.', 'Kies een inlogmiddel met een hoger niveau.'],
  en: ['Log in here again.', 'Choose a means of logging in with a higher level.'],
} as const

const other = (
  names: Record<Language, { name: string; means: string }>,
): Readonly<Record<Language, ProviderTexts>> => ({
  nl: {
    fault: `Er is een fout opgetreden in de communicatie met ${names.nl.name}. Probeert u het later nogmaals.`,
    cancelled: 'U hebt het inloggen geannuleerd. Er is niets ondertekend.',
    means: names.nl.means,
    level: {
      low: { needed: 'Voor dit document moet u inloggen met minstens niveau laag.', steps: otherSteps.nl },
      substantial: {
        needed: 'Voor dit document moet u inloggen met minstens niveau substantieel.',
        steps: otherSteps.nl,
      },
      high: { needed: 'Voor dit document moet u inloggen met niveau hoog.', steps: otherSteps.nl },
    },
  },
  en: {
    fault: `An error occurred in the communication with ${names.en.name}. Please try again later.`,
    cancelled: 'You cancelled logging in. Nothing has been signed.',
    means: names.en.means,
    level: {
      low: { needed: 'For this document you have to log in with at least level low.', steps: otherSteps.en },
      substantial: {
        needed: 'For this document you have to log in with at least level substantial.',
        steps: otherSteps.en,
      },
      high: { needed: 'For this document you have to log in with level high.', steps: otherSteps.en },
    },
  },
})

/** By the configuration's `textKey`. `other` serves a provider that has no sentences of its own. */
export const providerTexts = {
  digid: {
    nl: {
      fault:
        'Er is een fout opgetreden in de communicatie met DigiD. Probeert u het later nogmaals. Indien deze fout blijft aanhouden, kijk dan op de website https://www.digid.nl voor de laatste informatie.',
      cancelled: 'U hebt het inloggen geannuleerd. Er is niets ondertekend.',
      means: 'de DigiD',
      level: {
        low: { needed: 'Voor dit document is DigiD Midden nodig.', steps: digidSteps.nl.second },
        substantial: { needed: 'Voor dit document is DigiD Substantieel nodig.', steps: digidSteps.nl.check },
        high: { needed: 'Voor dit document is DigiD Hoog nodig.', steps: digidSteps.nl.high },
      },
    },
    en: {
      fault:
        'An error occurred in the communication with DigiD. Please try again later. If this error persists, please check the website https://www.digid.nl for the latest information.',
      cancelled: 'You cancelled logging in. Nothing has been signed.',
      means: 'the DigiD',
      level: {
        low: { needed: 'This document requires DigiD Midden.', steps: digidSteps.en.second },
        substantial: { needed: 'This document requires DigiD Substantieel.', steps: digidSteps.en.check },
        high: { needed: 'This document requires DigiD Hoog.', steps: digidSteps.en.high },
      },
    },
  },
  eidas: other({
    nl: { name: 'het Europese inlogmiddel', means: 'het Europese inlogmiddel' },
    en: { name: 'the European login', means: 'the European login' },
  }),
  other: other({
    nl: { name: 'het inlogmiddel', means: 'het inlogmiddel' },
    en: { name: 'the login service', means: 'the login' },
  }),
} as const satisfies Record<string, Readonly<Record<Language, ProviderTexts>>>
