import type {
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { Service } from '../errors';
import { requireStorageAddress } from '../storageAddress';

/**
 * One request of a transfer: with the service's credential where it goes to the API itself, without
 * where it goes to a storage host.
 *
 * @throws NodeOperationError before anything is sent, where the storage host is one that is not used
 */
export async function exchange(
	context: IExecutePaginationFunctions,
	service: Service,
	request: IHttpRequestOptions,
	signed = false,
): Promise<IN8nHttpFullResponse> {
	if (!signed) {
		await requireStorageAddress(context, service, request.url);
		return (await context.helpers.httpRequest(request)) as IN8nHttpFullResponse;
	}
	return (await context.helpers.httpRequestWithAuthentication.call(
		context,
		service.credentialType,
		request,
	)) as IN8nHttpFullResponse;
}
