import {
	NodeApiError,
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type IExecutePaginationFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';
import { throwFailedStep } from './beforeSending';
import { requestError, type RequestFacts, type Service } from './errors';
import { readFailure, type Failure } from './failure';
import { withoutSecrets } from './redact';
import { ANSWER_TIMEOUT_MS } from './answerTimeout';
import { callTurn } from './turns';
import { mayRetry, retryDelayMs } from './retry';
import { cancelSignal, itemOf, type Sender } from './sender';
import { wait } from './wait';

/** What an operation does for one input item; pairing and error handling are done around it. */
export type ItemWork = (
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/** What every call that is no file says of itself; the nodes' routes say the same. */
export const jsonHeaders = { Accept: 'application/json', 'Content-Type': 'application/json' };

/** The door of a node: `requestOperations.pagination` for every operation that is one request. */
export function throughTransport(service: Service): ItemWork {
	return forEachItem(service, async function (request) {
		const options = request.options as IHttpRequestOptions;
		sendEvenAnEmptyBody(options);
		const once = () => this.makeRoutingRequest(request);
		return await callTurn(this, service, () => attempt(this, service, options, once));
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
			connections.set(this, connectionOptions(request.options as IHttpRequestOptions));
			const items = await work.call(this, request);
			return items.map((item) => ({ ...item, pairedItem }));
		} catch (error) {
			const failed = await asNodeError(this, service, error);
			if (!this.continueOnFail()) throw failed;
			return [{ json: { error: failed.message }, error: failed, pairedItem }];
		}
	};
}

/** Proxy, certificates and time-out: what n8n makes of the operator's "Request Options" for each item. */
type ConnectionOptions = Pick<
	IHttpRequestOptions,
	'allowedDomains' | 'proxy' | 'skipSslCertificateValidation' | 'timeout'
>;

/** They hold for all requests of an item, not only for the one that its route names. */
const connections = new WeakMap<Sender, ConnectionOptions>();

function connectionOptions(options: IHttpRequestOptions): ConnectionOptions {
	const { allowedDomains, proxy, skipSslCertificateValidation, timeout } = options;
	return { allowedDomains, proxy, skipSslCertificateValidation, timeout };
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
	const full: IHttpRequestOptions = {
		json: true,
		...(connections.get(sender) ?? { timeout: ANSWER_TIMEOUT_MS }),
		...request,
		headers,
		returnFullResponse: true,
	};
	const once = async () =>
		(await sender.helpers.httpRequestWithAuthentication.call(
			sender,
			service.credentialType,
			full,
		)) as IN8nHttpFullResponse;
	const tries = () => attempt(sender, service, full, once, () => repeatable);
	return await callTurn(sender, service, tries);
}

/**
 * Moves one file, which has its turn already (`fileTurn`).
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
	// Which domains a credential may be sent to says nothing of storage hosts: it is not sent there.
	const connection = { ...connections.get(sender), allowedDomains: undefined };
	const full = { ...connection, ...request, abortSignal: cancelSignal(sender) };
	return await attempt(sender, service, full, () => once({ ...full }), repeatable);
}

/** Every request of the package passes here: retries, and the error a person reads. */
async function attempt<T>(
	sender: Sender,
	service: Service,
	request: IHttpRequestOptions,
	once: () => Promise<T>,
	repeatable = () => isRepeatable(request.method),
): Promise<T> {
	const signal = cancelSignal(sender);
	for (let retries = 0; ; retries++) {
		try {
			return await once();
		} catch (error) {
			let failure = await readFailure(error);
			if (failure && isTakenForDeleted(request, failure)) failure = brokenConnection;
			// Cancelled, a check of ours, or a bug: not about the request.
			if (!failure || signal?.aborted) throw await asNodeError(sender, service, error);
			const delay = retryDelayMs(failure, repeatable(), retries);
			if (delay === undefined) {
				throw await failedRequest(sender, service, failure, factsOf(request));
			}
			if (request.method === 'DELETE' && !mayRetry(failure, false)) takeGoneForDeleted(request);
			await wait(delay, signal);
		}
	}
}

/** Of an answer that says so, but did not arrive whole. */
const brokenConnection: Failure = { connectionCode: 'ECONNRESET', body: {} };

function isTakenForDeleted(request: IHttpRequestOptions, { status }: Failure): boolean {
	return request.ignoreHttpStatusErrors === goneIsDeleted && (status === 404 || status === 410);
}

/** A deletion may have been done before its answer was lost: what is not there any more then is deleted. */
function takeGoneForDeleted(request: IHttpRequestOptions): void {
	request.ignoreHttpStatusErrors = goneIsDeleted;
}

const goneIsDeleted: IHttpRequestOptions['ignoreHttpStatusErrors'] = {
	ignore: true,
	except: Array.from({ length: 200 }, (_, index) => 400 + index).filter(
		(status) => status !== 404 && status !== 410,
	),
};

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

function factsOf(request: IHttpRequestOptions): RequestFacts {
	const path = request.url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
	return { path };
}

async function failedRequest(
	sender: Sender,
	service: Service,
	failure: Failure,
	facts: RequestFacts,
): Promise<NodeApiError> {
	const told = await withoutSecrets(sender, service, failure);
	return requestError(sender.getNode(), service, told, facts, itemOf(sender));
}

/** An error that is not yet n8n's own, e.g. of a broken connection while a file was read. */
async function asNodeError(
	sender: Sender,
	service: Service,
	error: unknown,
): Promise<NodeApiError | NodeOperationError> {
	if (error instanceof NodeOperationError) return error;
	const failure = await readFailure(error);
	if (failure) return await failedRequest(sender, service, failure, { path: '' });
	if (error instanceof NodeApiError) return error;
	return new NodeOperationError(sender.getNode(), error as Error | JsonObject as Error, {
		itemIndex: itemOf(sender),
	});
}
