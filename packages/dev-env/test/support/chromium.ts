import { type Browser, chromium } from 'playwright-core'

/** Where Debian puts it; `present('chromium')` says whether it is there. */
const executablePath = '/usr/bin/chromium'

/** Chromium without a screen, and without anything that calls home. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  })
