import type { Service } from './errors';
import { runOf, type Sender } from './sender';
import { sharedLookup } from './sharedLookup';

/** What of a credential is no secret and decides where requests may go. */
export interface CredentialRules {
	/** As it was entered, without the white space around it. */
	baseUrl: string;
	/** Whether files may go to a private network although the API is on the internet. */
	allowPrivateStorage: boolean;
}

/**
 * Reads them for all items of a run together: reading a credential decrypts it.
 *
 * @throws what n8n says of a credential that is missing
 */
export async function credentialRules(sender: Sender, service: Service): Promise<CredentialRules> {
	return await sharedLookup(runOf(sender), 'credential rules', () => readRules(sender, service));
}

async function readRules(sender: Sender, service: Service): Promise<CredentialRules> {
	const credential = await sender.getCredentials<Partial<CredentialRules>>(service.credentialType);
	return {
		baseUrl: credential.baseUrl?.trim() ?? '',
		allowPrivateStorage: credential.allowPrivateStorage === true,
	};
}
