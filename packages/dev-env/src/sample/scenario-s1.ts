/** What every output of a test house carries, in its look and in its certificates. */
export const testMark = 'TEST – niet rechtsgeldig'

/** A municipality that does not exist. */
export const municipality = 'Gemeente Voorbeeldstad'

/** A child that does not exist. */
export const child = { name: 'Noor Bakker', born: '12 mei 2019 in Voorbeeldstad' } as const

/** Scenario S1: one parent consents to a passport for her child. The words are those of the scenario. */
export const scenarioS1 = {
  persona: 'anna',
  title: `Toestemming paspoort voor ${child.name}`,
  statement: {
    nl: `Ik geef toestemming om een paspoort aan te vragen voor ${child.name}. Ik heb het gezag over dit kind.`,
    en: `I give permission to apply for a passport for ${child.name}. I have parental authority over this child.`,
  },
} as const
