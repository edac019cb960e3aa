import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Account } from './office';

const ORIGIN = 'https://api.bright-river.example';

/** Two accounts on the internet, and one in a private network. */
export const accounts: Account[] = [
	{
		name: 'A',
		clientToken: 'client-token-of-A',
		sessionToken: 'session-token-of-A',
		origin: ORIGIN,
		storage: 'https://storage.bright-river.example',
	},
	{
		name: 'B',
		clientToken: 'client-token-of-B',
		sessionToken: 'session-token-of-B',
		origin: ORIGIN,
		// An address that only n8n's own network has.
		storage: 'http://169.254.169.254',
	},
	{
		name: 'private',
		clientToken: 'client-token-of-private',
		sessionToken: 'session-token-of-private',
		origin: 'http://10.0.0.7:8080',
		storage: 'http://169.254.169.254',
	},
];

/** The credential that opens an account. */
export function credentialOf(account: Account): ICredentialDataDecryptedObject {
	const { clientToken, sessionToken, origin } = account;
	return { clientToken, sessionToken, baseUrl: `${origin}/`, allowPrivateStorage: false };
}
