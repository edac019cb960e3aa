import type { Service } from './errors';
import { runOf, type Sender } from './sender';

/** What of a credential is no secret and decides where requests may go. */
export interface CredentialRules {
	/** As it was entered, without the white space around it. */
	baseUrl: string;
	/** Whether files may go to a private network although the API is on the internet. */
	allowPrivateStorage: boolean;
}

const rulesOfRuns = new WeakMap<object, Promise<CredentialRules>>();

/**
 * Reads them once per run of a node, for all items: reading a credential decrypts it.
 *
 * @throws what n8n says of a credential that is missing
 */
export async function credentialRules(sender: Sender, service: Service): Promise<CredentialRules> {
	const run = runOf(sender);
	const rules = rulesOfRuns.get(run) ?? readRules(sender, service);
	rulesOfRuns.set(run, rules);
	return await rules;
}

async function readRules(sender: Sender, service: Service): Promise<CredentialRules> {
	const credential = await sender.getCredentials<Partial<CredentialRules>>(service.credentialType);
	return {
		baseUrl: credential.baseUrl?.trim() ?? '',
		allowPrivateStorage: credential.allowPrivateStorage === true,
	};
}
