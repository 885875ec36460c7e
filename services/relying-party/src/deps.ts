import type { Logger } from '@waarmerk/service-kit'
import type { SigningClient } from '@waarmerk/signing-contract'
import type { Config, ProviderConfig } from './config.ts'
import type { SealedCookie } from './cookie/sealed-cookie.ts'
import type { LoginClient } from './login/login-client.ts'
import type { BegunLogin } from './login/login-cookie.ts'
import type { Site } from './pages/layout.ts'
import type { ViewerFiles } from './pages/read-page.ts'
import type { Notice } from './problem/notice.ts'
import type { FormTokens } from './session/form-token.ts'
import type { Invitation } from './session/invitation.ts'
import type { Sessions } from './session/session.ts'
import type { BegunStepUp } from './step-up/step-up-cookie.ts'
import type { Language, Texts } from './texts/texts.ts'

/** A provider as configured, with its client. */
export interface Provider extends ProviderConfig {
  readonly login: LoginClient
  /** Origins to which a login may send the browser. */
  readonly origins: readonly string[]
}

/** Everything the pages work with; made once, in `app.ts`. */
export interface Deps {
  readonly config: Config
  readonly site: Site
  readonly viewer: ViewerFiles
  readonly progressScript: string
  readonly texts: Readonly<Record<Language, Texts>>
  readonly signing: SigningClient
  /** The same with more patience: a slow reader may take minutes over a large document. */
  readonly documents: SigningClient
  readonly providers: ReadonlyMap<string, Provider>
  readonly formTokens: FormTokens
  readonly sessions: Sessions
  readonly cookies: {
    readonly invitation: SealedCookie<Invitation>
    readonly login: SealedCookie<BegunLogin>
    readonly stepUp: SealedCookie<BegunStepUp>
    readonly notice: SealedCookie<Notice>
  }
  readonly now: () => Date
  readonly logger: Logger
}
