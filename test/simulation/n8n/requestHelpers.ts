import { NodeApiError, type IHttpRequestOptions, type INode } from 'n8n-workflow';
import type { Activity } from '../network/activity';
import type { AxiosRequest, Wire } from '../network/wire';
import type { Credentials } from './credentials';

/** Where n8n's own context has the signal and the credential of a request. */
interface RequestContext {
	getNode(): INode;
	getCredentials(type: string): Promise<Record<string, never>>;
	getExecutionCancelSignal?(): AbortSignal | undefined;
}

/**
 * n8n's request helpers, step by step as `n8n-core` has them (`authentication.js`, `axios/request.js`), for one
 * activity. `doubles.test.ts` compares the two.
 */
export function requestHelpers(wire: Wire, credentials: Credentials, activity: Activity) {
	const httpRequest = async (options: IHttpRequestOptions): Promise<unknown> => {
		const { status, headers, data } = await wire.send(activity, axiosRequestOf(options));
		return options.returnFullResponse
			? { body: data, headers, statusCode: status, statusMessage: '' }
			: data;
	};

	async function httpRequestWithAuthentication(
		this: RequestContext,
		type: string,
		options: IHttpRequestOptions,
	): Promise<unknown> {
		let request = options;
		if ('getExecutionCancelSignal' in this) request.abortSignal = this.getExecutionCancelSignal?.();
		const name = this.getNode().credentials?.[type]?.name ?? '';
		const helper = { helpers: { httpRequest } } as never;
		let data: Record<string, never> | undefined;
		let isSent = false;
		const renewAndSign = async (isExpired: boolean) => {
			Object.assign(data!, await credentials.renew(helper, data!, type, name, isExpired));
			if (isExpired && isSent && isStream(request.body)) return false;
			request = (await credentials.authenticate(data!, type, request)) as IHttpRequestOptions;
			return true;
		};
		try {
			data = await this.getCredentials(type);
			await renewAndSign(false);
			isSent = true;
			return await httpRequest(request);
		} catch (error) {
			const { response } = error as { response?: { status?: number } };
			if (response?.status !== 401 || data === undefined) {
				throw new NodeApiError(this.getNode(), error as never);
			}
			try {
				if (!(await renewAndSign(true))) throw error;
				return await httpRequest(request);
			} catch (second) {
				throw new NodeApiError(this.getNode(), second as never);
			}
		}
	}

	return { httpRequest, httpRequestWithAuthentication };
}

function isStream(body: unknown): boolean {
	return typeof (body as { pipe?: unknown } | undefined)?.pipe === 'function';
}

function axiosRequestOf(options: IHttpRequestOptions): AxiosRequest {
	const { url, baseURL, qs, method = 'GET', body, ignoreHttpStatusErrors } = options;
	const isAbsolute = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(url);
	const address =
		baseURL && !isAbsolute ? `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}` : url;
	const query = Object.entries(qs ?? {})
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
		.join('&');
	const isObject =
		typeof body === 'object' && body !== null && !Buffer.isBuffer(body) && !isStream(body);
	return {
		method,
		url: query ? `${address}${address.includes('?') ? '&' : '?'}${query}` : address,
		headers: (options.headers ?? {}) as Record<string, string>,
		data: (isObject
			? JSON.stringify(body)
			: method === 'GET'
				? undefined
				: body) as AxiosRequest['data'],
		timeout: options.timeout ?? 300_000,
		signal: options.abortSignal as AbortSignal | undefined,
		isStream: options.encoding === 'stream',
		takesEveryStatus: ignoreHttpStatusErrors === true,
	};
}
