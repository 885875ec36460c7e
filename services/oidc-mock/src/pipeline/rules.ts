interface Rule {
  /** The OAuth error code on the wire. */
  readonly error: string
  /** What the client did wrong, in plain words. RFC 6749 §5.2 allows printable ASCII without " and \. */
  readonly says: string
  readonly clause: string
}

/** Every rule this OP enforces, in the order of the pipeline. README.md holds the same table. */
export const rules = {
  'content-type': {
    error: 'invalid_request',
    says: 'The body must be application/x-www-form-urlencoded and at most 16 kB.',
    clause: 'RFC 6749 section 3.2',
  },
  'duplicate-parameter': {
    error: 'invalid_request',
    says: 'A parameter was sent more than once.',
    clause: 'RFC 6749 section 3.1',
  },
  'client-unknown': {
    error: 'invalid_client',
    says: 'client_id is missing or not registered here.',
    clause: 'RFC 6749 section 2.2',
  },
  'authentication-method': {
    error: 'invalid_request',
    says: 'Only private_key_jwt is accepted: no client_secret and no Authorization header.',
    clause: 'RFC 6749 section 2.3, NL GOV OAuth 2.3.3',
  },
  'assertion-type': {
    error: 'invalid_client',
    says: 'client_assertion_type must be urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
    clause: 'RFC 7523 section 2.2',
  },
  'assertion-signature': {
    error: 'invalid_client',
    says: 'client_assertion is missing or its signature does not verify with a registered key (ES256 or PS256).',
    clause: 'RFC 7523 section 3 rule 9',
  },
  'assertion-issuer-subject': {
    error: 'invalid_client',
    says: 'iss and sub of the client assertion must both be the client_id.',
    clause: 'RFC 7523 section 3 rules 1 and 2',
  },
  'assertion-audience': {
    error: 'invalid_client',
    says: 'aud of the client assertion must be the issuer, as one string.',
    clause: 'FAPI 2.0 Security Profile 5.3.2.1',
  },
  'assertion-issued-at': {
    error: 'invalid_client',
    says: 'iat of the client assertion is missing, or iat or nbf lies in the future.',
    clause: 'RFC 7523 section 3 rules 5 and 6',
  },
  'assertion-lifetime': {
    error: 'invalid_client',
    says: 'exp of the client assertion is missing, past, or more than 5 minutes away.',
    clause: 'RFC 7523 section 3 rule 4',
  },
  'assertion-jti': {
    error: 'invalid_client',
    says: 'jti of the client assertion is missing or does not look like 128 random bits.',
    clause: 'NL GOV OAuth 2.3.3',
  },
  'assertion-replayed': {
    error: 'invalid_client',
    says: 'This client assertion (jti) was used before; make a new one for every call.',
    clause: 'RFC 7523 section 3 rule 7',
  },
  'request-object': {
    error: 'request_not_supported',
    says: 'request objects are not supported; push plain parameters.',
    clause: 'OIDC Core section 3.1.2.6',
  },
  'request-uri-pushed': {
    error: 'invalid_request',
    says: 'request_uri must not be pushed.',
    clause: 'RFC 9126 section 2.1',
  },
  'response-type': {
    error: 'unsupported_response_type',
    says: 'response_type must be code.',
    clause: 'NL GOV OIDC, Flow',
  },
  'response-mode': {
    error: 'invalid_request',
    says: 'response_mode must be query or left out.',
    clause: 'OAuth 2.0 Multiple Response Types section 2.1',
  },
  'redirect-uri': {
    error: 'invalid_request',
    says: 'redirect_uri is missing or not, character for character, one that this client registered.',
    clause: 'OIDC Core section 3.1.2.1, RFC 9700 section 2.1',
  },
  'scope-openid': {
    error: 'invalid_scope',
    says: 'scope must contain openid.',
    clause: 'OIDC Core section 3.1.2.1',
  },
  'scope-unknown': {
    error: 'invalid_scope',
    says: 'scope contains a value that scopes_supported does not list.',
    clause: 'RFC 6749 section 3.3',
  },
  'state-weak': {
    error: 'invalid_request',
    says: 'state is missing or does not look like 128 random bits.',
    clause: 'NL GOV OIDC, Client Profile',
  },
  'nonce-weak': {
    error: 'invalid_request',
    says: 'nonce is missing or does not look like 128 random bits.',
    clause: 'NL GOV OIDC, Client Profile',
  },
  'nonce-long': {
    error: 'invalid_request',
    says: 'nonce is longer than 64 characters.',
    clause: 'FAPI 2.0 Security Profile 5.3.3.2',
  },
  'pkce-missing': {
    error: 'invalid_request',
    says: 'code_challenge is missing; PKCE is required of every client.',
    clause: 'RFC 7636 section 4.4.1, NL GOV OIDC',
  },
  'pkce-method': {
    error: 'invalid_request',
    says: 'code_challenge_method must be S256.',
    clause: 'RFC 7636 section 4.3, NL GOV OIDC',
  },
  'pkce-challenge': {
    error: 'invalid_request',
    says: 'code_challenge is not the base64url of a SHA-256 digest (43 characters).',
    clause: 'RFC 7636 section 4.2',
  },
  prompt: {
    error: 'invalid_request',
    says: 'prompt must be made of login, consent, select_account, or none alone.',
    clause: 'OIDC Core section 3.1.2.1',
  },
  'max-age': {
    error: 'invalid_request',
    says: 'max_age must be a whole number of seconds.',
    clause: 'OIDC Core section 3.1.2.1',
  },
  claims: {
    error: 'invalid_request',
    says: 'claims is not the JSON object it should be.',
    clause: 'OIDC Core section 5.5',
  },
  'acr-unknown': {
    error: 'invalid_request',
    says: 'An acr was asked for that acr_values_supported does not list.',
    clause: 'OIDC Core section 5.5.1.1',
  },
  'acr-twice': {
    error: 'invalid_request',
    says: 'Ask for a level once: vtr, acr_values and an acr claims request exclude each other.',
    clause: 'NL GOV OIDC, Client Profile',
  },
  'login-hint': {
    error: 'invalid_request',
    says: 'login_hint names a persona that does not exist or that the scope excludes.',
    clause: 'OIDC Core section 3.1.2.1',
  },
  'front-channel-parameter': {
    error: 'invalid_request',
    says: 'Only client_id and request_uri may be sent through the browser; push the rest.',
    clause: 'FAPI 2.0 Security Profile 5.3.3.2',
  },
  'request-uri-missing': {
    error: 'invalid_request',
    says: 'request_uri is missing; this provider requires pushed authorization requests.',
    clause: 'RFC 9126 section 5',
  },
  'request-uri-unknown': {
    error: 'invalid_request_uri',
    says: 'request_uri was not given out by this provider, or was given to another client.',
    clause: 'RFC 9126 section 2.2',
  },
  'request-uri-used': {
    error: 'invalid_request_uri',
    says: 'request_uri was used before; push a new request for every login.',
    clause: 'RFC 9126 section 7.3',
  },
  'request-uri-expired': {
    error: 'invalid_request_uri',
    says: 'request_uri has expired.',
    clause: 'RFC 9126 section 2.2',
  },
  'interaction-unknown': {
    error: 'invalid_request',
    says: 'This login page was already answered, or stood open too long.',
    clause: 'OIDC Core section 3.1.2.3',
  },
  'persona-unknown': {
    error: 'invalid_request',
    says: 'The form names a persona that this page did not offer.',
    clause: 'OIDC Core section 3.1.2.3',
  },
  'person-cancelled': {
    error: 'access_denied',
    says: 'The person cancelled.',
    clause: 'RFC 6749 section 4.1.2.1',
  },
  'login-required': {
    error: 'login_required',
    says: 'prompt=none was sent and there is no login to reuse.',
    clause: 'OIDC Core section 3.1.2.6',
  },
  'acr-unmet': {
    error: 'unmet_authentication_requirements',
    says: 'The person cannot log in with any of the acr values that were essential.',
    clause: 'OpenID Connect Core Error Code unmet_authentication_requirements 1.0',
  },
  'grant-type': {
    error: 'unsupported_grant_type',
    says: 'grant_type must be authorization_code.',
    clause: 'RFC 6749 section 4.1.3',
  },
  'code-unknown': {
    error: 'invalid_grant',
    says: 'code is missing or was not given out by this provider.',
    clause: 'RFC 6749 section 4.1.3',
  },
  'code-client': {
    error: 'invalid_grant',
    says: 'code was given to another client.',
    clause: 'RFC 6749 section 4.1.3',
  },
  'code-replayed': {
    error: 'invalid_grant',
    says: 'code was used before; never send a code twice.',
    clause: 'RFC 6749 section 4.1.2',
  },
  'code-expired': {
    error: 'invalid_grant',
    says: 'code is older than 60 seconds.',
    clause: 'RFC 6749 section 4.1.2',
  },
  'code-redirect-uri': {
    error: 'invalid_grant',
    says: 'redirect_uri is not the one of the authorization request.',
    clause: 'RFC 6749 section 4.1.3',
  },
  'verifier-grammar': {
    error: 'invalid_request',
    says: 'code_verifier is missing or not 43 to 128 unreserved characters.',
    clause: 'RFC 7636 section 4.1',
  },
  'verifier-mismatch': {
    error: 'invalid_grant',
    says: 'code_verifier does not belong to the code_challenge.',
    clause: 'RFC 7636 section 4.6',
  },
} as const satisfies Record<string, Rule>

/** Name of a rule; it stands in the ledger and on the error page. */
export type RuleId = keyof typeof rules
