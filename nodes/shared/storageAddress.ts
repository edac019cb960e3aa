import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { credentialRules } from './credentialRules';
import type { Service } from './errors';
import { originOf } from './ownOrigin';
import { isPrivateAddress } from './privateNetwork';
import { refused } from './refused';

/**
 * Stops a request to a storage host that an API on the internet places in n8n's own network: n8n would
 * reach there what the API cannot (server-side request forgery). Every storage address passes here.
 *
 * @param address as the service gave it
 * @throws NodeOperationError when it is no web address, or private while the API is not; never with the
 * whole address, which holds secrets
 */
export async function requireStorageAddress(
	context: IExecutePaginationFunctions,
	service: Service,
	address: string,
): Promise<void> {
	if (originOf(address) === undefined) {
		throw refused(
			context,
			`${service.name} gave no web address for the file`,
			'Check the base URL in the credential: it must be the address of the API.',
		);
	}
	if (!isPrivateAddress(address)) return;
	const { baseUrl, allowPrivateStorage } = await credentialRules(context, service);
	if (allowPrivateStorage) return;
	if (originOf(baseUrl) !== undefined && isPrivateAddress(baseUrl)) return;
	throw refused(
		context,
		`${service.name} named a storage in a private network, which is not used`,
		`Files would go to or come from "${new URL(address).hostname}", although the API is on the internet. If your storage is there, switch "Allow Private Storage" on in the ${service.name} API credential.`,
	);
}
