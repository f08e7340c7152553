// Judges recorded Shopify exchanges by the published schema, with graphql-js doing all the interpreting.
//
//   node graphql_judge.mjs SCHEMA[.gz] RECORDING      prints {"judged": N, "faults": [...]}
//
// A request: its document must validate (deprecated fields count as faults), its stock writes must carry a key, and its
// variables must coerce. An answer: graphql-js executes the same document over the answered data as if that were the
// shop; what it cannot complete by the schema's types, and what differs afterwards (a member nobody asked for, a number
// where a text belongs), is a fault. A recording without a status is a document only.
import fs from 'node:fs';
import zlib from 'node:zlib';
import { isDeepStrictEqual } from 'node:util';
import {
  buildSchema, executeSync, getVariableValues, Kind, NoDeprecatedCustomRule, parse, specifiedRules, validate,
} from 'graphql';

const [schemaFile, recording] = process.argv.slice(2);
const raw = fs.readFileSync(schemaFile);
const schema = buildSchema((schemaFile.endsWith('.gz') ? zlib.gunzipSync(raw) : raw).toString('utf8'));
// The schema leaves the directive optional; the shop has refused these without it since 2026-04.
const keyed = ['inventorySetQuantities', 'inventoryAdjustQuantities', 'inventoryActivate'];
giveScalarsTheirForm();

const faults = new Map();
let judged = 0;
for (const line of fs.readFileSync(recording, 'utf8').split('\n').filter(Boolean)) {
  const exchange = JSON.parse(line);
  if (!exchange.channel.startsWith('shopify/') || !/\/graphql\.json$/.test(exchange.url)) continue;
  judged += 1;
  for (const fault of judge(exchange)) {
    const text = `${exchange.operation}: ${fault}`;
    faults.set(text, (faults.get(text) ?? 0) + 1);
  }
}
console.log(JSON.stringify({ judged, faults: [...faults].map(([text, times]) => `${text} (${times} times)`) }));

// SDL carries no rules for custom scalars, so graphql-js would let anything pass as a DateTime.
function giveScalarsTheirForm() {
  const forms = {
    DateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
    Decimal: /^-?\d+(\.\d+)?$/,
    Money: /^-?\d+(\.\d+)?$/,
    UnsignedInt64: /^\d+$/,
    URL: /^https?:\/\//,
  };
  for (const [name, form] of Object.entries(forms)) {
    const type = schema.getType(name);
    if (!type) continue;
    const check = (value) => {
      if (typeof value !== 'string' || !form.test(value)) throw new TypeError(`${JSON.stringify(value)} is no ${name}`);
      return value;
    };
    type.serialize = check;
    type.parseValue = check;
  }
}

function judge(exchange) {
  const request = parsed(exchange.request_body);
  if (typeof request?.query !== 'string') return ['the request is no GraphQL request'];
  const { document, operation, found } = documentOf(request.query, request.operationName);
  if (found.length || exchange.status === undefined) return found;
  const variables = request.variables ?? {};
  const declared = new Set(operation.variableDefinitions.map((each) => each.variable.name.value));
  for (const name of Object.keys(variables)) if (!declared.has(name)) found.push(`variable ${name} is not declared`);
  const { errors } = getVariableValues(schema, operation.variableDefinitions, variables);
  if (errors) return [...found, ...errors.map((each) => each.message)];
  found.push(...innerFaults(operation, variables));
  if (exchange.error) return found;  // No answer, or one that was spoiled on purpose.
  return [...found, ...answerFaults(exchange, document, variables)];
}

function documentOf(text, name) {
  try {
    const document = parse(text);
    const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    const operation = operations.find((each) => !name || each.name?.value === name);
    const found = validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule]).map((each) => each.message);
    for (const field of operation?.selectionSet.selections ?? []) {
      const bare = !field.directives.some((each) => each.name.value === 'idempotent');
      if (bare && keyed.includes(field.name?.value)) found.push(`${field.name.value} without @idempotent`);
    }
    if (!operation) found.push('the request names no operation of its document');
    return { document, operation, found };
  } catch (error) {
    return { found: [error.message] };
  }
}

// A bulk read carries a second document as a text.
function innerFaults(operation, variables) {
  const bulk = operation.selectionSet.selections.some((each) => each.name?.value === 'bulkOperationRunQuery');
  const inner = bulk ? Object.values(variables).find((each) => typeof each === 'string' && each.includes('{')) : null;
  return inner ? documentOf(inner).found.map((each) => `inner document: ${each}`) : [];
}

function answerFaults(exchange, document, variables) {
  const answer = parsed(exchange.response_body);
  if (exchange.status !== 200) return typeof answer?.errors === 'undefined' ? ['a refusal without errors'] : [];
  if (answer === undefined) return ['the answer is not JSON'];
  const strange = Object.keys(answer).filter((each) => !['data', 'errors', 'extensions'].includes(each));
  const found = strange.map((each) => `answer has a member ${each}`);
  if (answer.errors) {
    const whole = Array.isArray(answer.errors) && answer.errors.every((each) => typeof each.message === 'string');
    if (!whole) found.push('answer.errors is no list of messages');
  }
  if (answer.errors) return found;  // What is missing beside errors is missing because of them.
  if (answer.data === undefined || answer.data === null) return [...found, 'an answer without data'];
  const result = executeSync({
    schema, document, variableValues: variables, rootValue: answer.data,
    fieldResolver: (source, _arguments, _context, info) => source[info.path.key],
    typeResolver: (value) => value.__typename ?? /^gid:\/\/shopify\/(\w+)\//.exec(value.id ?? '')?.[1],
  });
  found.push(...(result.errors ?? []).map((each) => `answer ${each.path?.join('.')}: ${each.message}`));
  // Through JSON, for graphql-js makes objects without a prototype.
  return found.length ? found : differences(answer.data, JSON.parse(JSON.stringify(result.data)), 'answer');
}

function differences(answered, completed, where) {
  if (isDeepStrictEqual(answered, completed)) return [];
  const nested = (value) => value !== null && typeof value === 'object';
  if (!nested(answered) || !nested(completed)) {
    return [`${where} is ${JSON.stringify(answered)}, by its type it would be ${JSON.stringify(completed)}`];
  }
  const found = [];
  for (const key of new Set([...Object.keys(answered), ...Object.keys(completed)])) {
    const place = Array.isArray(answered) ? `${where}[]` : `${where}.${key}`;
    if (!(key in completed)) found.push(`${place} was not asked for`);
    else if (!(key in answered)) found.push(`${place} was asked for and is missing`);
    else found.push(...differences(answered[key], completed[key], place));
  }
  return found;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
