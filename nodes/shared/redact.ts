import type { Service } from './errors';
import type { Failure } from './failure';
import type { Sender } from './sender';

/** What stands in a message in place of a secret. */
const HIDDEN = '********';

/** Shorter values stand in many an innocent word. */
const SHORTEST_SECRET = 4;

/** Of a credential, these may be told of. */
const OPEN_FIELDS = new Set(['baseUrl', 'username']);

/**
 * A failure without the secrets that a service repeated in it: values of the credential, and the queries
 * of addresses, which sign them.
 */
export async function withoutSecrets(
	sender: Sender,
	service: Service,
	failure: Failure,
): Promise<Failure> {
	const secrets = await secretsOf(sender, service);
	const redact = (_: string, value: unknown) =>
		typeof value === 'string' ? withoutQueries(hide(value, secrets)) : value;
	return JSON.parse(JSON.stringify(failure), redact) as Failure;
}

/** A text with the queries of the web addresses in it cut off. */
export function withoutQueries(text: string): string {
	return text.replace(/(https?:\/\/[^\s?#"]+)[?#][^\s"]*/gi, '$1');
}

function hide(text: string, secrets: string[]): string {
	return secrets.reduce((hidden, secret) => hidden.replaceAll(secret, HIDDEN), text);
}

/** Longest first, so that none is cut in two by one that it contains. */
async function secretsOf(sender: Sender, service: Service): Promise<string[]> {
	const credential = await sender
		.getCredentials(service.credentialType)
		// Where it cannot be read, nothing of it was sent.
		.catch(() => ({}));
	return Object.entries(credential)
		.filter(([name, value]) => !OPEN_FIELDS.has(name) && typeof value === 'string')
		.map(([, value]) => String(value).trim())
		.filter((value) => value.length >= SHORTEST_SECRET)
		.sort((one, other) => other.length - one.length);
}
