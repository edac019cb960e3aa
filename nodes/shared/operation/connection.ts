import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Service } from '../client/service';
import type { ConnectionOptions } from '../client/session';
import { OPERATION_TIMEOUT_MS } from '../client/timeLimit';
import { operationError } from '../errors/operationError';

/** n8n's own part of "Request Options", which it adds to every declarative node. */
interface OwnOptions {
	allowUnauthorizedCerts?: boolean;
	batching?: { batch?: { batchSize?: number; batchInterval?: number } };
	proxy?: string;
	timeout?: number;
}

/** Items are started so many at a time, with a pause in ms between; without a pause all at once. */
export interface Batching {
	size: number;
	pauseMs: number;
}

/** What n8n's `RoutingNode` makes of "Request Options" and the credential, for a run that it does not do. */
export async function connectionOf(
	run: IExecuteFunctions,
	{ credentialType }: Service,
): Promise<ConnectionOptions> {
	const set = run.getNodeParameter('requestOptions', 0, {}) as OwnOptions;
	const credential = await run.getCredentials(credentialType, 0);
	return {
		allowedDomains: allowedDomainsOf(run, credential),
		proxy: set.proxy ? proxyAt(run, set.proxy) : undefined,
		skipSslCertificateValidation: set.allowUnauthorizedCerts || undefined,
		timeout: set.timeout || OPERATION_TIMEOUT_MS,
	};
}

export function batchingOf(run: IExecuteFunctions): Batching {
	const { batching } = run.getNodeParameter('requestOptions', 0, {}) as OwnOptions;
	const { batchSize = 0, batchInterval = 0 } = batching?.batch ?? {};
	return { size: batchSize > 0 ? batchSize : 1, pauseMs: batchSize >= 0 ? batchInterval : 0 };
}

/** The hosts that a credential may be used with, if whoever shares it restricted them; n8n holds requests to it. */
function allowedDomainsOf(
	run: IExecuteFunctions,
	{ allowedHttpRequestDomains, allowedDomains }: Record<string, unknown>,
): string | undefined {
	if (allowedHttpRequestDomains !== 'domains') return undefined;
	const domains = typeof allowedDomains === 'string' ? allowedDomains.trim() : '';
	if (domains !== '') return domains;
	throw operationError(
		run,
		'The credential allows no domain',
		'Enter the allowed domains in the credential, or let it be used with all.',
	);
}

/** @throws NodeOperationError for what is no address of a proxy */
function proxyAt(run: IExecuteFunctions, address: string): IHttpRequestOptions['proxy'] {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (!url?.hostname) {
		throw operationError(
			run,
			'"Proxy" is not valid',
			'Enter an address with a port, e.g. http://proxy.example.com:3128.',
		);
	}
	const { hostname, port, protocol, username, password } = url;
	return {
		host: hostname.replace(/^\[|\]$/g, ''),
		port: Number(port) || (protocol === 'https:' ? 443 : 80),
		protocol: protocol.slice(0, -1),
		auth: username
			? { username: decodeURIComponent(username), password: decodeURIComponent(password) }
			: undefined,
	};
}
