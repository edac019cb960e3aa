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

/** So many items are started at a time, with a pause between; without a pause all at once. */
export interface Batching {
	size: number;
	/** In ms. */
	pauseMs: number;
}

/**
 * Proxy, certificates and time-out as set in n8n's own "Request Options", and the hosts that the credential is kept
 * to: what n8n itself makes of them where it runs an operation by its description.
 *
 * @throws what n8n says of a credential that is missing; NodeOperationError for a proxy or a list of hosts that is none
 */
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

/** n8n's "Batching". */
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
	try {
		const { hostname, port, protocol, username, password } = new URL(address);
		if (hostname === '') throw new Error('no host');
		const [user, secret] = [username, password].map(decodeURIComponent);
		return {
			host: hostname.replace(/^\[|\]$/g, ''),
			port: Number(port) || (protocol === 'https:' ? 443 : 80),
			protocol: protocol.slice(0, -1),
			...(user && { auth: { username: user, password: secret } }),
		};
	} catch {
		// The address itself is not said: it may hold a password.
		throw operationError(
			run,
			'"Proxy" is not valid',
			'Enter an address with a port, e.g. http://proxy.example.com:3128.',
		);
	}
}
