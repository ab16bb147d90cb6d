// What a shop's server sends through Segment's own library: node segment-client.mjs HOST WRITE_KEY FIRST_DAY
import { Analytics } from '@segment/analytics-node';

const [host, writeKey, day] = process.argv.slice(2);
const analytics = new Analytics({ writeKey, host, path: '/v1/batch', flushAt: 25, maxRetries: 2 });
analytics.on('error', error => {
  console.error(error);
  process.exitCode = 1;
});

const context = { campaign: { name: 'spring', medium: 'email', content: 'a' } };
for (let i = 0; i < 40; i++) {
  const call = { userId: `c-${i}`, timestamp: new Date(`${day}T10:00:00Z`), context };
  analytics.identify({ ...call, messageId: `identify-${i}`, traits: { plan: 'pro' } });
  analytics.page({ ...call, messageId: `page-${i}`, name: 'Shop' });
  analytics.track({ ...call, messageId: `review-${i}`, event: 'Product Reviewed', properties: { product_id: 'p-1', rating: 4 } });
  if (i % 4 === 0) {
    analytics.track({ ...call, messageId: `order-${i}`, event: 'Order Completed', properties: { order_id: `o-${i}`, total: 25.5, currency: 'EUR' } });
  }
}

await analytics.closeAndFlush({ timeout: 30_000 });
