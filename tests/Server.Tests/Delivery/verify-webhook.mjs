// What a receiver does with the library of Standard Webhooks: node verify-webhook.mjs SECRET FOLDER. Ends with 3 where the library refuses.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

const [secret, folder] = process.argv.slice(2);
try {
  const event = new Webhook(secret).verify(readFileSync(join(folder, 'body'), 'utf8'), JSON.parse(readFileSync(join(folder, 'headers.json'), 'utf8')));
  console.log(event.type, event.data.campaign);
} catch (error) {
  if (!(error instanceof WebhookVerificationError)) throw error;
  process.exitCode = 3;
}
