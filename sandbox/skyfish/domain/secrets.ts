/** Everything that signs or hides something: HMACs, tokens, passwords, signed URLs. */
import { createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** The HMAC of a login: lower-case hex HMAC-SHA1 with the secret as key over `<API key>:<ts>`. */
export function loginHmac(key: string, secret: string, ts: string): string {
	return createHmac('sha1', secret).update(`${key}:${ts}`).digest('hex');
}

/** Compares two texts in a time that does not depend on where they differ. */
export function sameSecret(one: string, other: string): boolean {
	const [left, right] = [Buffer.from(one), Buffer.from(other)];
	return left.length === right.length && timingSafeEqual(left, right);
}

/** 40 lower-case hex digits nobody can guess. */
export function newToken(): string {
	return randomBytes(20).toString('hex');
}

/** A password as it is stored. */
export function hashPassword(password: string): string {
	const salt = randomBytes(8).toString('hex');
	return `${salt}:${derive(password, salt)}`;
}

export function isPassword(password: string, stored: string): boolean {
	const [salt, hash] = stored.split(':');
	return sameSecret(derive(password, salt), hash);
}

// Little memory and time: it guards toy passwords, and many tests log in.
function derive(password: string, salt: string): string {
	return scryptSync(password, salt, 24, { N: 1024 }).toString('hex');
}

/** Signs a storage path until a moment (milliseconds since 1970): the query to append to it. */
export function signedQuery(secret: string, path: string, validUntil: number): string {
	const expires = String(Math.floor(validUntil));
	const signature = createHmac('sha256', secret).update(`${path}\n${expires}`).digest('hex');
	return `?Expires=${expires}&Signature=${signature}`;
}

/** Whether a signed URL's query is valid: `expired` only when the signature itself is right. */
export function checkSignature(
	secret: string,
	path: string,
	query: { Expires?: string; Signature?: string },
	now: number,
): 'valid' | 'expired' | 'forged' {
	const { Expires = '', Signature = '' } = query;
	const expected = signedQuery(secret, path, Number(Expires));
	if (!sameSecret(`?Expires=${Expires}&Signature=${Signature}`, expected)) return 'forged';
	return Number(Expires) > now ? 'valid' : 'expired';
}

/** The signature of an upload policy as Amazon's version 4 makes it: a key derived per day and place. */
export function policySignature(secret: string, credential: string, policy: string): string {
	const [, day, region, service, ending] = credential.split('/');
	const key = [day, region, service, ending].reduce<Buffer>(
		(previous, part) =>
			createHmac('sha256', previous)
				.update(part ?? '')
				.digest(),
		Buffer.from(`AWS4${secret}`),
	);
	return createHmac('sha256', key).update(policy).digest('hex');
}
