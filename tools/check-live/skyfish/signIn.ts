/** Signs in to Skyfish as chapter 2 of its document says. */
import { createHmac } from 'node:crypto';
import type { Caller } from '../caller.ts';
import { CheckError } from '../checkError.ts';

export interface SkyfishSecrets {
	username: string;
	password: string;
	apiKey: string;
	apiSecret: string;
}

/** Exchanges the password for a token, which all later calls carry; gives back the user's id. */
export async function signIn(caller: Caller, secrets: SkyfishSecrets): Promise<number> {
	const { username, password, apiKey: key, apiSecret } = secrets;
	const ts = Math.floor(Date.now() / 1000);
	const hmac = createHmac('sha1', apiSecret).update(`${key}:${ts}`).digest('hex');
	const body = { username, password, key, ts, hmac };
	const { ok, status, json } = await caller.send('POST /authenticate/userpasshmac', { body });
	if (!ok || typeof json?.token !== 'string') {
		throw new CheckError(`Skyfish did not sign you in (status ${status}).`);
	}
	caller.headers = { Authorization: `CBX-SIMPLE-TOKEN Token=${json.token}` };
	await caller.send('GET /authenticate/simpletoken/{token}', { path: { token: json.token } });
	return Number(json.ownerIdentifier);
}
