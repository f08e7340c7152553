// Published clients that nobody here wrote use the simulated marketplaces: each reads, writes stock and reads it back,
// reads orders, and is refused something. Settings come as JSON on standard input, {"ebay": {"face": URL, …}, …}; one
// line is printed of each step, "JUDGE {name, fault}".
//
// All of them insist on the platforms' own hosts, so the origin is replaced just below each: in the fetch function it
// accepts, in its axios instance, or in a property.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';

const require = createRequire(import.meta.url);
const settings = JSON.parse(fs.readFileSync(0, 'utf8'));
const platformFetch = globalThis.fetch;

async function step(name, deed) {
  let fault = null;
  try {
    const said = await deed();
    if (said !== true) fault = `answered ${JSON.stringify(said)?.slice(0, 400)}`;
  } catch (error) {
    const detail = JSON.stringify(error.response?.data ?? error.meta ?? '').slice(0, 400);
    fault = `threw ${error.name}: ${error.message} ${detail}`;
  }
  console.log(`JUDGE ${JSON.stringify({ name, fault })}`);
}

// True when `deed` fails in a way `recognised` accepts; else what it answered.
async function refused(deed, recognised) {
  let said;
  try {
    said = await deed();
  } catch (error) {
    if (recognised(error)) return true;
    throw error;
  }
  return recognised(said) || said;
}

const onto = (face) => (url) => {
  const moved = new URL(String(url));
  const base = new URL(face);
  moved.protocol = base.protocol;
  moved.host = base.host;
  return moved.toString();
};

// ---- eBay ----

async function ebay(setting) {
  const { default: Client } = await import('ebay-api');
  const move = onto(setting.face);
  const make = (secret) => {
    const client = new Client({
      appId: setting.client_id, certId: secret, sandbox: true, marketplaceId: setting.marketplace,
    });
    client.req.instance.interceptors.request.use((config) => ({ ...config, url: move(config.url) }));
    client.OAuth2.setCredentials({ refresh_token: setting.refresh_token, access_token: 'none yet', expires_in: 0 });
    return client;
  };
  const client = make(setting.client_secret);
  const { inventory, fulfillment } = client.sell;
  const scopes = ['sell.inventory', 'sell.fulfillment'].map((each) => `https://api.ebay.com/oauth/api_scope/${each}`);
  let offer;

  await step('ebay-api is refused what its token was not asked for', async () => {
    await client.OAuth2.refreshToken();
    return refused(() => inventory.getInventoryItems({ limit: 1 }), (error) => error.meta?.errorId === 1100);
  });
  client.OAuth2.setScope(scopes);

  await step('ebay-api refreshes the token', async () => {
    const token = await client.OAuth2.refreshToken();
    return (token.access_token !== 'none yet' && token.expires_in > 0) || token;
  });
  await step('ebay-api reads items and offers', async () => {
    const items = await inventory.getInventoryItems({ limit: 20, offset: 0 });
    for (const item of items.inventoryItems) {
      const { offers } = await inventory.getOffers({ sku: item.sku });
      offer = offers.find((each) => each.status === 'PUBLISHED') ?? offer;
    }
    return (items.total > 0 && offer !== undefined) || items;
  });
  await step('ebay-api writes stock and reads it back', async () => {
    const wanted = offer.availableQuantity + 2;
    const answer = await inventory.bulkUpdatePriceQuantity({ requests: [{
      sku: offer.sku, shipToLocationAvailability: { quantity: wanted },
      offers: [{ offerId: offer.offerId, availableQuantity: wanted }],
    }] });
    const now = await inventory.getOffer(offer.offerId);
    const taken = answer.responses.every((row) => row.statusCode === 200);
    return (taken && now.availableQuantity === wanted) || [answer, now];
  });
  await step('ebay-api reads orders', async () => {
    const page = await fulfillment.getOrders({ limit: 50 });
    const one = await fulfillment.getOrder(page.orders[0].orderId);
    return (one.orderId === page.orders[0].orderId && one.lineItems.length > 0) || one;
  });
  await step('ebay-api is told of an unknown offer', () => refused(
    () => inventory.getOffer('99999999999'),
    (error) => error.meta?.res?.status === 404 && Number.isInteger(error.meta.errorId ?? error.errorCode)));
  await step('ebay-api is refused with a wrong secret', () => refused(
    () => make('wrong').OAuth2.refreshToken(), (error) => error.response?.data?.error === 'invalid_client'));
}

// ---- Shopify ----

const productsQuery = `query Products($first: Int!) {
  products(first: $first) { nodes { id title variants(first: 5) { nodes { id sku inventoryItem { id tracked } } } } }
}`;
const availableQuery = `query Available($item: ID!, $location: ID!) {
  inventoryItem(id: $item) {
    inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
  }
}`;
const ordersQuery = `query Orders($first: Int!) {
  orders(first: $first, sortKey: UPDATED_AT) { nodes { id name lineItems(first: 5) { nodes { sku quantity } } } }
}`;
const setMutation = `mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id } userErrors { code field message }
  }
}`;

// The same steps for all three: `ask` sends a document with variables and hands back its data, or throws.
async function shopifySteps(name, setting, ask, askWithWrongToken) {
  const location = `gid://shopify/Location/${setting.location}`;
  let item;
  const available = async () => {
    const data = await ask(availableQuery, { item, location });
    return data.inventoryItem.inventoryLevel?.quantities[0].quantity;
  };
  const set = (quantity, changeFromQuantity) => ({
    name: 'available', reason: 'correction',
    quantities: [{ inventoryItemId: item, locationId: location, quantity, changeFromQuantity }],
  });
  await step(`${name} reads products`, async () => {
    const { products } = await ask(productsQuery, { first: 10 });
    item = products.nodes[0].variants.nodes[0].inventoryItem.id;
    return products.nodes.every((each) => each.id.startsWith('gid://shopify/Product/')) || products;
  });
  await step(`${name} writes stock and reads it back`, async () => {
    const before = await available();
    const answer = await ask(setMutation, { input: set(before + 2, before), key: randomUUID() });
    const after = await available();
    return (answer.inventorySetQuantities.userErrors.length === 0 && after === before + 2) || [before, answer, after];
  });
  await step(`${name} is refused a write over a changed count`, async () => {
    const before = await available();
    const answer = await ask(setMutation, { input: set(1, before + 40), key: randomUUID() });
    return (answer.inventorySetQuantities.userErrors.length === 1 && (await available()) === before) || answer;
  });
  await step(`${name} reads orders`, async () => {
    const { orders } = await ask(ordersQuery, { first: 10 });
    return (orders.nodes.length > 0 && orders.nodes[0].lineItems.nodes.length > 0) || orders;
  });
  const keyless = setMutation.replace('@idempotent(key: $key)', '').replace(', $key: String!', '');
  await step(`${name} is refused a stock write without a key`, () => refused(
    () => ask(keyless, { input: set(1, null) }),
    (error) => /idempotent/.test(error.message)));
  await step(`${name} is refused with a wrong token`, () => refused(
    () => askWithWrongToken(ordersQuery, { first: 1 }),
    (error) => /40[13]|Unauthorized|Forbidden|Invalid API key/.test(`${error.message} ${error.response?.code}`)));
}

async function shopify(setting) {
  const move = onto(setting.face);
  const moved = (url, init) => platformFetch(move(url), init);

  const { createAdminApiClient } = await import('@shopify/admin-api-client');
  const admin = (accessToken) => {
    const client = createAdminApiClient({
      storeDomain: setting.shop, apiVersion: setting.version, accessToken, customFetchApi: moved, isTesting: true,
    });
    return async (text, variables) => {
      const { data, errors } = await client.request(text, { variables });
      const first = errors?.graphQLErrors?.[0]?.message;
      if (errors) throw new Error(`${errors.networkStatusCode} ${errors.message} ${first ?? ''}`);
      return data;
    };
  };
  await shopifySteps('@shopify/admin-api-client', setting, admin(setting.token), admin('shpat_wrong'));

  await import('@shopify/shopify-api/adapters/node');
  const { shopifyApi, Session } = await import('@shopify/shopify-api');
  const runtime = await import('@shopify/shopify-api/runtime');
  runtime.setAbstractFetchFunc(moved);
  const library = shopifyApi({
    apiKey: 'k', apiSecretKey: 's', scopes: ['read_products'], hostName: 'localhost', apiVersion: setting.version,
    isEmbeddedApp: false, isTesting: true, logger: { level: 0 },
  });
  const session = (accessToken) => {
    const client = new library.clients.Graphql({
      session: new Session({ id: 's', shop: setting.shop, state: 'x', isOnline: false, accessToken }),
    });
    return async (text, variables) => (await client.request(text, { variables })).data;
  };
  await shopifySteps('@shopify/shopify-api', setting, session(setting.token), session('shpat_wrong'));

  const { default: NodeClient } = await import('shopify-api-node');
  const { protocol, hostname, port } = new URL(setting.face);
  const node = (accessToken) => {
    const client = new NodeClient({ shopName: setting.shop, accessToken, apiVersion: setting.version });
    client.baseUrl = { protocol, hostname, port };
    return client;
  };
  const client = node(setting.token);
  await shopifySteps('shopify-api-node', setting, (text, variables) => client.graphql(text, variables),
    (text, variables) => node('shpat_wrong').graphql(text, variables));
  await step('shopify-api-node understands the cost of a call', async () => {
    const { max, restoreRate, actualQueryCost } = client.callGraphqlLimits;
    return (max > 0 && restoreRate > 0 && actualQueryCost > 0) || client.callGraphqlLimits;
  });
}

// ---- TikTok Shop ----

async function tiktok(setting) {
  const move = onto(setting.face);
  globalThis.fetch = (url, init) => platformFetch(move(url), init);
  const { TikTokShopSDK } = require('tiktok-shop-sdk');
  const sdk = (appSecret) => {
    const client = new TikTokShopSDK({ appKey: setting.app_key, appSecret });
    client.setAccessToken(token);
    client.setShopCipher(setting.shop_cipher);
    return client;
  };
  let token = setting.access_token;
  const client = new TikTokShopSDK({ appKey: setting.app_key, appSecret: setting.app_secret });
  let product;

  await step('tiktok-shop-sdk refreshes the token', async () => {
    const { data } = await client.auth.refreshAccessToken({ refresh_token: setting.refresh_token });
    token = data.access_token;
    client.setAccessToken(token);
    return (typeof token === 'string' && data.access_token_expire_in > Date.now() / 1000) || data;
  });
  await step('tiktok-shop-sdk finds its shop', async () => {
    const { data } = await client.shop.getAuthorizedShops();
    return data.shops.some((each) => each.cipher === setting.shop_cipher) || data;
  });
  await step('tiktok-shop-sdk is refused without a cipher', () => refused(
    () => client.product.searchProducts({ query: { page_size: 10 }, body: { status: 'ALL' } }),
    (error) => error.code === 106013));
  client.setShopCipher(setting.shop_cipher);
  await step('tiktok-shop-sdk reads products', async () => {
    const { data } = await client.product.searchProducts({ query: { page_size: 50 }, body: { status: 'ALL' } });
    product = data.products.find((each) => each.status === 'ACTIVATE');
    const one = await client.product.getProduct({ product_id: product.id });
    return (one.data.id === product.id && one.data.skus[0].id === product.skus[0].id) || one;
  });
  await step('tiktok-shop-sdk writes stock and reads it back', async () => {
    const sku = product.skus[0].id;
    await client.product.updateProductInventory({ product_id: product.id, body: {
      skus: [{ id: sku, inventory: [{ warehouse_id: setting.warehouse, quantity: 17 }] }],
    } });
    const { data } = await client.product.searchInventory({ product_ids: [product.id] });
    return data.inventory[0].skus[0].total_available_quantity === 17 || data;
  });
  await step('tiktok-shop-sdk reads orders', async () => {
    const { data } = await client.order.getOrderList({
      query: { page_size: 50, sort_field: 'update_time', sort_order: 'ASC' }, body: { update_time_ge: 1577836800 },
    });
    const detail = await client.order.getOrderDetail({ ids: [data.orders[0].id] });
    return detail.data.orders[0].id === data.orders[0].id || detail;
  });
  await step('tiktok-shop-sdk is refused with a wrong secret', () => refused(
    () => sdk('wrong').product.getProduct({ product_id: product.id }), (error) => error.code === 106001));

  const other = createRequire(require.resolve('@nisyaban/tiktok-shop-client'));
  other('axios').interceptors.request.use((config) => ({ ...config, url: move(config.url) }));
  const { default: Client } = other('./api/api.js');
  const make = (appSecret) => new Client({
    appKey: setting.app_key, appSecret, accessToken: token, shopCipher: setting.shop_cipher, shopId: '',
  });
  const second = make(setting.app_secret);
  await step('@nisyaban/tiktok-shop-client reads a product', async () => {
    const { data } = await second.getProduct(product.id);
    return data.id === product.id || data;
  });
  await step('@nisyaban/tiktok-shop-client writes stock and reads it back', async () => {
    const skus = [{ id: product.skus[0].id, inventory: [{ quantity: 11 }] }];
    const said = await second.updateProductInventory(product.id, skus);
    const { data } = await second.searchInventory({ product_ids: [product.id] });
    return (said.code === 0 && data.inventory[0].skus[0].total_available_quantity === 11) || [said, data];
  });
  await step('@nisyaban/tiktok-shop-client reads orders', async () => {
    const { data } = await second.getOrders({});
    return data.orders.length > 0 || data;
  });
  await step('@nisyaban/tiktok-shop-client is refused with a wrong secret', () => refused(
    () => make('wrong').getProduct(product.id), (error) => (error.response?.data ?? error).code === 106001));
}

await ebay(settings.ebay);
await shopify(settings.shopify);
await tiktok(settings.tiktok);
