import type { Client } from '../client/client';
import { operationError } from '../errors/operationError';
import { originOf } from '../signing/ownOrigin';
import { isPrivateAddress } from './privateNetwork';

/**
 * Stops a request to a storage host that an API on the internet places in n8n's own network: n8n would
 * reach there what the API cannot (server-side request forgery). Every storage address passes here.
 *
 * @param address as the service gave it
 * @throws NodeOperationError when it is not a web address, or private while the API is not; never with the
 * whole address, which holds secrets
 */
export async function requireStorageAddress(client: Client, address: string): Promise<void> {
	const { name } = client.service;
	if (originOf(address) === undefined) {
		throw operationError(
			client.context,
			`${name} gave no address for the file`,
			'Check the base URL in the credential: it must be the address of the API.',
		);
	}
	if (!isPrivateAddress(address)) return;
	const { baseUrl, allowPrivateStorage } = await client.credentialRules();
	if (allowPrivateStorage) return;
	if (originOf(baseUrl) !== undefined && isPrivateAddress(baseUrl)) return;
	throw operationError(
		client.context,
		`${name} named a storage in a private network, which is not used`,
		`Files would go to or come from "${new URL(address).hostname}", although the API is on the internet. If your storage is there, switch "Allow Private Storage" on in the ${name} API credential.`,
	);
}
