import {
	NodeApiError,
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type IExecutePaginationFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	type IPollFunctions,
	type JsonObject,
} from 'n8n-workflow';
import { throwFailedStep } from './beforeSending';
import { ConcurrencyLimit } from './concurrencyLimit';
import { requestError, type RequestFacts, type Service } from './errors';
import { readFailure } from './failure';
import { retryDelayMs } from './retry';
import { wait } from './wait';

/** Whoever may send: an operation, a dropdown, a trigger. */
export type Sender = IExecutePaginationFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What an operation does for one input item; pairing and error handling are done around it. */
export type ItemWork = (
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/** What every call that is no file says of itself; the nodes' routes say the same. */
export const jsonHeaders = { Accept: 'application/json', 'Content-Type': 'application/json' };

/** JSON calls to one service that run at once in this process, over all executions. */
const MOST_CALLS_AT_ONCE = 16;

/** Files that go to or come from one service at once; each holds a connection and a buffer for long. */
const MOST_FILES_AT_ONCE = 4;

const limits = new Map<string, ConcurrencyLimit>();

function limitFor(kind: 'calls' | 'files', service: Service): ConcurrencyLimit {
	const key = `${kind} ${service.credentialType}`;
	let limit = limits.get(key);
	if (!limit) {
		limit = new ConcurrencyLimit(kind === 'calls' ? MOST_CALLS_AT_ONCE : MOST_FILES_AT_ONCE);
		limits.set(key, limit);
	}
	return limit;
}

/** The door of a node: `requestOperations.pagination` for every operation that is one request. */
export function throughTransport(service: Service): ItemWork {
	return forEachItem(service, async function (request) {
		const options = request.options as IHttpRequestOptions;
		sendEvenAnEmptyBody(options);
		return await attempt(this, service, 'calls', options, () => this.makeRoutingRequest(request));
	});
}

/**
 * The same door for an operation that is more than one request: goes into that operation's own
 * `routing.operations.pagination`. Gives every output item its `pairedItem`, and hands a failed item
 * to the error output where the node is set to continue.
 */
export function forEachItem(service: Service, work: ItemWork): ItemWork {
	return async function (request) {
		const pairedItem = { item: this.getItemIndex() };
		try {
			throwFailedStep(request.options as IHttpRequestOptions);
			const items = await work.call(this, request);
			return items.map((item) => ({ ...item, pairedItem }));
		} catch (error) {
			const failed = await asNodeError(this, service, error);
			if (!this.continueOnFail()) throw failed;
			return [{ json: { error: failed.message }, error: failed, pairedItem }];
		}
	};
}

/**
 * Sends one request with the service's credential, within the limits and with retries.
 *
 * @param request relative to the credential's base URL
 * @param repeatable whether sending it twice does the same as once; by default GET, PUT and DELETE are
 * @returns the whole answer: status, headers and body
 * @throws NodeApiError that tells a person what happened
 */
export async function send(
	sender: Sender,
	service: Service,
	request: IHttpRequestOptions,
	repeatable = isRepeatable(request.method),
): Promise<IN8nHttpFullResponse> {
	const headers = { ...jsonHeaders, ...request.headers };
	const full: IHttpRequestOptions = { json: true, ...request, headers, returnFullResponse: true };
	const once = async () =>
		(await sender.helpers.httpRequestWithAuthentication.call(
			sender,
			service.credentialType,
			full,
		)) as IN8nHttpFullResponse;
	return await attempt(sender, service, 'calls', full, once, () => repeatable);
}

/**
 * Moves one file to or from an address that carries its own secret: no credential goes along.
 *
 * @param once does the whole transfer with the given request; it is called anew for a retry
 * @param repeatable asked after a failure: whether doing it again cannot do anything twice
 * @throws NodeApiError that tells a person what happened
 */
export async function transferFile<T>(
	sender: Sender,
	service: Service,
	request: IHttpRequestOptions,
	once: (request: IHttpRequestOptions) => Promise<T>,
	repeatable = () => isRepeatable(request.method),
): Promise<T> {
	const abortSignal = cancelSignal(sender);
	const work = async () => await once({ ...request, abortSignal });
	return await attempt(sender, service, 'files', request, work, repeatable);
}

/** Every request of the package passes here: limit, retries, and the error a person reads. */
async function attempt<T>(
	sender: Sender,
	service: Service,
	kind: 'calls' | 'files',
	request: IHttpRequestOptions,
	once: () => Promise<T>,
	repeatable = () => isRepeatable(request.method),
): Promise<T> {
	const signal = cancelSignal(sender);
	return await limitFor(kind, service).run(async () => {
		for (let retries = 0; ; retries++) {
			try {
				return await once();
			} catch (error) {
				const failure = await readFailure(error);
				// Cancelled, a check of ours, or a bug: not about the request.
				if (!failure || signal?.aborted) throw await asNodeError(sender, service, error);
				const delay = retryDelayMs(failure, repeatable(), retries);
				if (delay === undefined) {
					throw requestError(sender.getNode(), service, failure, factsOf(request), itemOf(sender));
				}
				await wait(delay, signal);
			}
		}
	}, signal);
}

/** n8n leaves an empty body out, and with it the Content-Type that the services insist on. */
function sendEvenAnEmptyBody(options: IHttpRequestOptions): void {
	const { method, body } = options;
	if (method !== 'POST' && method !== 'PUT') return;
	if (typeof body === 'object' && body !== null && Object.keys(body).length === 0) {
		options.body = '{}';
	}
}

/** HTTP's idempotent methods (RFC 9110, 9.2.2): sending one twice does the same as sending it once. */
function isRepeatable(method = 'GET'): boolean {
	return ['GET', 'HEAD', 'PUT', 'DELETE'].includes(method);
}

function cancelSignal(sender: Sender): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in sender ? sender.getExecutionCancelSignal() : undefined;
}

function itemOf(sender: Sender): number | undefined {
	return 'getItemIndex' in sender ? sender.getItemIndex() : undefined;
}

function factsOf(request: IHttpRequestOptions): RequestFacts {
	const path = request.url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
	return { path };
}

/** An error that is not yet n8n's own, e.g. of a broken connection while a file was read. */
async function asNodeError(
	sender: Sender,
	service: Service,
	error: unknown,
): Promise<NodeApiError | NodeOperationError> {
	if (error instanceof NodeOperationError) return error;
	const failure = await readFailure(error);
	if (failure) {
		return requestError(sender.getNode(), service, failure, { path: '' }, itemOf(sender));
	}
	if (error instanceof NodeApiError) return error;
	return new NodeOperationError(sender.getNode(), error as Error | JsonObject as Error, {
		itemIndex: itemOf(sender),
	});
}
