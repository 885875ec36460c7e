import { html } from 'hono/html'

type Html = ReturnType<typeof html>

/** Frame of every page. The banner says what this is, so that nobody takes it for a real login. */
export async function page(title: string, body: Html): Promise<string> {
  const document = await html`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – TEST-inlogdienst</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><p data-testid="test-banner">TEST – niet rechtsgeldig. Dit is geen DigiD.</p></header>
<main>
${body}
</main>
</body>
</html>
`
  return document.toString()
}
