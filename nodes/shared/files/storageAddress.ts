import type { Client } from '../client/client';
import { operationError } from '../errors/operationError';
import { fileUrl } from '../operation/fields';
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
	if (await mayGoTo(client, address)) return;
	throw operationError(
		client.context,
		`${name} named a storage in a private network, which is not used`,
		`Files would go to or come from "${new URL(address).hostname}", although the API is on the internet. If your storage is there, turn on "Allow Private Storage" in the ${name} API credential.`,
	);
}

/**
 * The same for an address that an operator, or whoever fills in a form, names as a file's: what n8n reaches in its
 * own network is not for them to see.
 *
 * @throws NodeOperationError when it is no web address, or private while the API is not
 */
export async function requireFileAddress(client: Client, address: string): Promise<void> {
	if (originOf(address) === undefined) {
		throw operationError(
			client.context,
			`"${fileUrl.displayName}" must start with https://`,
			'Enter the whole address of the file, e.g. https://example.com/photos/shoe.jpg.',
		);
	}
	if (await mayGoTo(client, address)) return;
	throw operationError(
		client.context,
		`The address in "${fileUrl.displayName}" leads to a private network, which is not used`,
		`"${new URL(address).hostname}" is reached only from where n8n runs. If your files are there, turn on "Allow Private Storage" in the credential.`,
	);
}

/** Whether an address is for everyone, or the operator wants private ones, as with an API that is private itself. */
async function mayGoTo(client: Client, address: string): Promise<boolean> {
	if (!isPrivateAddress(address)) return true;
	const { baseUrl, allowPrivateStorage } = await client.credentialRules();
	return allowPrivateStorage || (originOf(baseUrl) !== undefined && isPrivateAddress(baseUrl));
}
