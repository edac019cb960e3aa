import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { readFailure, type Failure } from '../errors/failure';
import { apiError, asNodeError, canceled, CredentialRefused } from '../errors/operationError';
import { redactAnswer, redactFailure, secretsOf } from '../errors/redact';
import { originOf } from '../signing/ownOrigin';
import { oneAtATime } from './limits';
import { listIn, objectIn, type Json } from './response';
import { isUnread, retryDelayMs } from './retry';
import {
	bodyOf,
	isIdempotent,
	jsonHeaders,
	pathOf,
	requestOf,
	type PathValues,
	type Route,
} from './route';
import { Session, type NodeContext } from './session';
import type { RequestFacts, Service } from './service';
import { TimeLimit } from './timeLimit';
import { wait } from './wait';

/** What goes along with a call. */
export interface RequestParts {
	/** Values for the braces in the call's path. */
	path?: PathValues;
	query?: IDataObject;
	/** Sent as JSON; a text as a JSON string. */
	body?: object | string;
	/** Whether sending it twice does the same as once; by default GET, PUT and DELETE are. */
	repeatable?: boolean;
	/** An answer that consists of secrets that the operator asked for. */
	givesSecrets?: boolean;
	/** An address in place of the call's path, on the API's own host. */
	url?: string;
}

/** What of a credential is no secret and decides where requests may go. */
export interface CredentialRules {
	/** As it was entered, without the white space around it. */
	baseUrl: string;
	/** Whether files may go to a private network although the API is on the internet. */
	allowPrivateStorage: boolean;
}

/** How a request is tried again. */
interface Attempts {
	method: string;
	/** Without host and query, for the message. */
	path: string;
	/** Asked after a failure: whether doing it again cannot do anything twice. */
	isRepeatable: () => boolean;
	/** Who does not answer so many times is not asked again: somebody waits. By default, as any other failure. */
	mostTimeouts?: number;
}

/** See `Attempts.mostTimeouts`; each costs a minute. */
const MOST_TIMEOUTS = 2;

/**
 * Every request of the package goes through a client: it waits for its turn, is signed and sent, its answer is
 * read, and a failure is either tried again or explained. One serves one item, one dropdown or one poll.
 */
export class Client {
	readonly service: Service;
	readonly context: NodeContext;
	readonly session: Session;
	/** Until when requests may take, in ms since 1970: a poll has so much time and no more. */
	endsAt = Infinity;
	private credential: Promise<ICredentialDataDecryptedObject> | undefined;

	/** @param service in whose words failures are told, where it is another one than the session's */
	constructor(context: NodeContext, session: Session, service = session.service) {
		this.context = context;
		this.session = session;
		this.service = service;
	}

	/** The input item that is worked on; `undefined` for triggers and dropdowns. */
	get itemIndex(): number | undefined {
		return 'getItemIndex' in this.context ? this.context.getItemIndex() : undefined;
	}

	/** Aborted when the execution is canceled; `undefined` for triggers and dropdowns. */
	get cancelSignal(): AbortSignal | undefined {
		const { context } = this;
		return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	}

	/**
	 * Sends a call to the API, with the credential, within the limits and with retries.
	 *
	 * @param parts what goes along; a function makes it when it is the call's turn. Of a thousand items only those
	 * that are sent are read then, and n8n reads the next ones while these wait for their answers
	 * @returns the whole answer: status, headers and body. A deletion whose answer was lost, and whose object
	 * was not there when it was tried again, gives that 404 or 410.
	 * @throws NodeApiError that tells a person what happened
	 */
	async request(
		route: Route,
		parts: RequestParts | (() => RequestParts) = {},
	): Promise<IN8nHttpFullResponse> {
		const endTurn = await this.session.takeTurn('parallelRequests', this.cancelSignal);
		try {
			return await this.requestInTurn(route, typeof parts === 'function' ? parts() : parts);
		} finally {
			endTurn();
		}
	}

	private async requestInTurn(route: Route, parts: RequestParts): Promise<IN8nHttpFullResponse> {
		const { method, url } = requestOf(route, parts.path);
		const request: IHttpRequestOptions = {
			...this.session.connection,
			method,
			url: parts.url ?? url,
			qs: parts.query,
			headers: jsonHeaders,
			body: bodyOf(method, parts.body),
			json: true,
			returnFullResponse: true,
		};
		const repeatable = parts.repeatable ?? isIdempotent(method);
		const path = pathOf(request.url);
		const isRepeatable = () => repeatable;
		const attempts = { method, path, isRepeatable, mostTimeouts: MOST_TIMEOUTS };
		return await this.withRetries(attempts, async () => {
			const limit = new TimeLimit(this.answerLimitMs, this.cancelSignal);
			const answer = await limit.hold(this.signAndSend(request, limit.signal));
			if (parts.givesSecrets) return answer;
			return { ...answer, body: await this.withoutSecrets(answer.body) };
		});
	}

	/** The JSON object that a call answers with. @throws NodeOperationError for any other answer */
	async object(route: Route, parts?: RequestParts): Promise<Json> {
		return objectIn(this.context, await this.request(route, parts));
	}

	/** The JSON list that a call answers with. @throws NodeOperationError for any other answer */
	async list(route: Route, parts?: RequestParts): Promise<Json[]> {
		return listIn(this.context, (await this.request(route, parts)).body);
	}

	/**
	 * Sends one request as it is and with the credential, without turn and retries.
	 *
	 * @param signal ends it
	 */
	async signAndSend(
		request: IHttpRequestOptions,
		signal: AbortSignal,
	): Promise<IN8nHttpFullResponse> {
		const endSignIn = await this.session.takeSignIn();
		// n8n takes the credential and the signal from the context that it is called on.
		const context = Object.create(this.context, {
			getCredentials: { value: async () => await this.credentials() },
			getExecutionCancelSignal: { value: () => signal },
		}) as NodeContext;
		const { httpRequestWithAuthentication } = this.context.helpers;
		// n8n's helpers change what they are given.
		const sent = { ...request, abortSignal: signal };
		const { credentialType } = this.service;
		return await httpRequestWithAuthentication.call(context, credentialType, sent).then(
			(answer: IN8nHttpFullResponse) => {
				endSignIn('answered');
				return answer;
			},
			(error: Error) => {
				endSignIn(outcomeOf(error));
				throw error;
			},
		);
	}

	/**
	 * Tries again what may be tried again.
	 *
	 * @param once does the whole of it; it is called again for a retry
	 * @throws NodeApiError that tells a person what happened
	 */
	async withRetries<T extends object>(
		{ method, path, isRepeatable, mostTimeouts = Infinity }: Attempts,
		once: () => Promise<T>,
	): Promise<T> {
		let mayBeDone = false;
		let timeouts = 0;
		for (let retries = 0; ; retries++) {
			try {
				return await once();
			} catch (error) {
				if (this.cancelSignal?.aborted) throw canceled(this.context);
				const failure = await this.failureOf(error);
				// A check of ours, or a bug: not about the request.
				if (!failure) throw asNodeError(this.context, error);
				if (mayBeDone && isGone(failure)) return goneAnswer(failure) as object as T;
				if (failure.connectionCode === 'ETIMEDOUT') timeouts++;
				const mayRepeat = isRepeatable() && timeouts < mostTimeouts;
				const delay = retryDelayMs(failure, mayRepeat, retries);
				const isTooLate = Date.now() + Number(delay) > this.endsAt;
				if (delay === undefined || isTooLate) {
					throw await this.explained(failure, { path, isRepeatable: isRepeatable() });
				}
				if (method === 'DELETE' && !isUnread(failure)) mayBeDone = true;
				await this.pause(delay);
			}
		}
	}

	/** How long an answer may take; what is begun late gets a second all the same. */
	private get answerLimitMs(): number {
		return Math.min(this.session.answerLimitMs, Math.max(1000, this.endsAt - Date.now()));
	}

	/** Waits so many ms. @throws NodeOperationError when the execution is canceled meanwhile */
	async pause(ms: number): Promise<void> {
		await wait(ms, this.cancelSignal).catch(() => {
			throw canceled(this.context);
		});
	}

	/** The credential, read once. A token that n8n renews is written into the same object. */
	async credentials(): Promise<ICredentialDataDecryptedObject> {
		this.credential ??= this.context.getCredentials(this.service.credentialType);
		return await this.credential;
	}

	/** @throws what n8n says of a credential that is missing */
	async credentialRules(): Promise<CredentialRules> {
		const { baseUrl, allowPrivateStorage } = await this.credentials();
		return {
			baseUrl: String(baseUrl ?? '').trim(),
			allowPrivateStorage: allowPrivateStorage === true,
		};
	}

	/** The body of an answer without the secrets of the credential, see `redactAnswer`. */
	async withoutSecrets(body: IN8nHttpFullResponse['body']): Promise<IN8nHttpFullResponse['body']> {
		const credential = await this.credentials();
		const key = `secrets of ${JSON.stringify(credential)}`;
		return redactAnswer(
			body,
			this.session.keep(key, () => secretsOf(credential)),
		);
	}

	/**
	 * Looks something up once for all items of the run that want it from the same account, see
	 * `Session.lookup`.
	 */
	async lookup<T>(key: string, look: () => Promise<T>): Promise<T> {
		// An expression in a credential can give another account for each item.
		const account = { ...(await this.credentials()), token: undefined };
		return await this.session.lookup(`${JSON.stringify(account)} ${key}`, look);
	}

	/**
	 * Changes something that has to be read first and written back whole, or that is a part of it. Within this
	 * process nobody else changes it meanwhile; what others change in the service itself cannot be held up.
	 *
	 * @param what one thing or several, e.g. `job 353413`
	 */
	async change<T>(what: string | string[], task: () => Promise<T>): Promise<T> {
		const { baseUrl } = await this.credentialRules();
		// Always in the same order: two that change the same things must not wait for each other.
		const keys = [...new Set([what].flat())].sort().reverse();
		const locked = keys.reduce(
			(inner, key) => async () =>
				await oneAtATime(`change ${originOf(baseUrl)} ${key}`, inner, this.cancelSignal),
			task,
		);
		return await locked();
	}

	/** Any error as one of n8n's own, without secrets. */
	async nodeError(error: unknown): Promise<Error> {
		if (this.cancelSignal?.aborted) return canceled(this.context);
		const failure = await this.failureOf(error);
		return failure ? await this.explained(failure, { path: '' }) : asNodeError(this.context, error);
	}

	private async failureOf(error: unknown): Promise<Failure | undefined> {
		const failure = await readFailure(error);
		return failure && { ...failure, isServicesOwn: this.service.isOwnFailure(failure) };
	}

	private async explained(failure: Failure, request: RequestFacts): Promise<Error> {
		// Where the credential cannot be read, nothing of it was sent.
		const credential = await this.credentials().catch(() => ({}));
		return apiError(this.context, this.service, redactFailure(failure, credential), request);
	}
}

/** A client for a dropdown or one poll of a trigger. */
export function clientFor(service: Service, context: NodeContext): Client {
	return new Client(context, new Session(service, context));
}

function isGone({ status }: Failure): boolean {
	return status === 404 || status === 410;
}

/** What is not there any more may have been deleted by the try whose answer was lost. */
function goneAnswer({ status }: Failure): IN8nHttpFullResponse {
	return { statusCode: status ?? 404, headers: {}, body: {} };
}

/** What a failed request says about the credential: that it is refused, nothing, or that it is accepted. */
function outcomeOf(error: Error): 'answered' | 'unanswered' | Error {
	if (error instanceof CredentialRefused || error.cause instanceof CredentialRefused) return error;
	return /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(error.message) ? 'unanswered' : 'answered';
}
