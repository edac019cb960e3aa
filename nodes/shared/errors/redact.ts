import type { ICredentialDataDecryptedObject, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Failure } from './failure';

/** What stands in place of a secret. */
const HIDDEN = '********';

/** Shorter values stand in many an innocent word of an error. */
const SHORTEST_SECRET = 4;

/** The same for answers, which hold file names and texts of the operator's own. */
const SHORTEST_SECRET_IN_ANSWER = 8;

/** These fields of a credential are no secrets. */
const OPEN_FIELDS = new Set(['baseUrl', 'username']);

/**
 * A failure without the secrets that a service repeated in it: values of the credential, and the queries
 * of addresses, which sign them.
 */
export function redactFailure(
	failure: Failure,
	credential: ICredentialDataDecryptedObject,
): Failure {
	const secrets = secretsIn(credential, SHORTEST_SECRET);
	return mapTexts(failure, (text) => withoutQueries(hide(text, secrets)));
}

/** The secrets of a credential that no answer may repeat, in every way to write them. */
export function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	return secretsIn(credential, SHORTEST_SECRET_IN_ANSWER);
}

/**
 * The body of a successful answer, without the secrets that a service repeated in it. Signed addresses stay:
 * operations take their files from there.
 */
export function redactAnswer(
	body: IN8nHttpFullResponse['body'],
	secrets: string[],
): IN8nHttpFullResponse['body'] {
	if (typeof body !== 'object' && typeof body !== 'string') return body;
	const text = JSON.stringify(body);
	const isIn = (secret: string) => text.includes(JSON.stringify(secret).slice(1, -1));
	return secrets.some(isIn) ? mapTexts(body, (one) => hide(one, secrets)) : body;
}

/** A text with the queries of the addresses in it cut off, relative ones too. */
export function withoutQueries(text: string): string {
	return text.replace(/((?:https?:\/)?\/[^\s?#"]*)[?#][^\s"]*/gi, '$1');
}

function mapTexts<T>(value: T, change: (text: string) => string): T {
	const mapped = (_: string, one: unknown) => (typeof one === 'string' ? change(one) : one);
	return JSON.parse(JSON.stringify(value), mapped) as T;
}

function hide(text: string, secrets: string[]): string {
	return secrets.reduce((hidden, secret) => hidden.replaceAll(secret, HIDDEN), text);
}

/** The secrets as they may be written; longest first, so that none is cut in two by one that it contains. */
function secretsIn(credential: ICredentialDataDecryptedObject, shortest: number): string[] {
	return Object.entries(credential)
		.filter(([name, value]) => !OPEN_FIELDS.has(name) && typeof value === 'string')
		.map(([, value]) => String(value).trim())
		.filter((value) => value.length >= shortest)
		.flatMap(waysToWrite)
		.sort((one, other) => other.length - one.length);
}

/** A value as it is, URL-encoded and in base64, which differs by where in a text the value begins. */
function waysToWrite(value: string): string[] {
	const base64 = [0, 1, 2].flatMap((shift) => {
		const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]);
		// The first and the last characters hold bits of what stands around the value.
		const from = Math.ceil((shift * 8) / 6);
		const to = Math.floor((bytes.length * 8) / 6);
		return ['base64', 'base64url'].map((form) =>
			bytes.toString(form as BufferEncoding).slice(from, to),
		);
	});
	return [...new Set([value, encodeURIComponent(value), ...base64])];
}
