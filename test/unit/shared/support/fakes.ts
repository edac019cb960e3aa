import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { Client } from '../../../../nodes/shared/client/client';
import { Session, type NodeContext } from '../../../../nodes/shared/client/session';
import type { Service } from '../../../../nodes/shared/client/service';

/** A service that has nothing special about it. */
export const service: Service = {
	name: 'Service',
	credentialType: 'serviceApi',
	signsIn: false,
	statesSizes: true,
	accountField: 'user',
	isOwnFailure: ({ body }) => body.own === true,
	explain: () => undefined,
};

/** What a fake of n8n is made of; everything has a default. */
export interface Facts {
	/** Answers each request, or throws as n8n does. */
	answer?: (request: IHttpRequestOptions) => Promise<unknown> | unknown;
	parameters?: IDataObject;
	credential?: ICredentialDataDecryptedObject;
	cancel?: AbortSignal;
	itemIndex?: number;
	timezone?: string;
}

/** A request as it came to n8n's helper, with what the context that it was called on says. */
export interface Sent extends IHttpRequestOptions {
	credentialType: string;
	credential: ICredentialDataDecryptedObject;
	contextSignal: AbortSignal | undefined;
}

/** No two fakes share a node or a credential, and with them the limits of the process. */
let fakes = 0;

/** n8n, as far as an operation sees it, and what was asked of it. */
export function fakeContext(facts: Facts = {}) {
	const sent: Sent[] = [];
	const asked: string[] = [];
	const {
		answer = () => ok({}),
		parameters = {},
		credential = { user: 'me', baseUrl: 'https://api.example.com', token: 'token-of-mine' },
		itemIndex = 0,
	} = facts;
	interface CalledOn {
		getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
		getExecutionCancelSignal(): AbortSignal | undefined;
	}
	const id = `fake-${fakes++}`;
	const node = {
		id,
		name: 'Node',
		type: 'package.service',
		credentials: { [service.credentialType]: { id, name: id } },
	};
	const context = {
		getNode: () => node,
		getWorkflow: () => ({ id: 'workflow' }),
		getItemIndex: () => itemIndex,
		getExecuteData: () => undefined,
		getExecutionCancelSignal: () => facts.cancel,
		getTimezone: () => facts.timezone ?? 'UTC',
		getCredentials: jest.fn(async (type: string) => {
			if (type !== service.credentialType) throw new Error(`No credential ${type}`);
			return credential;
		}),
		getNodeParameter: (name: string, fallback?: unknown) => {
			asked.push(name);
			return name in parameters ? parameters[name] : fallback;
		},
		logger: { info: jest.fn(), warn: jest.fn() },
		helpers: {
			async httpRequestWithAuthentication(
				this: CalledOn,
				credentialType: string,
				request: IHttpRequestOptions,
			) {
				sent.push({
					...request,
					credentialType,
					credential: await this.getCredentials(credentialType),
					contextSignal: this.getExecutionCancelSignal(),
				});
				return await answer(request);
			},
		},
	};
	return { context: context as typeof context & NodeContext, sent, asked };
}

/** A client of its own session over such a fake. */
export function fakeClient(facts: Facts = {}, its: Partial<Service> = {}) {
	const fake = fakeContext(facts);
	const client = new Client(fake.context, new Session({ ...service, ...its }, fake.context));
	return { ...fake, client };
}

/** A whole answer as n8n gives it. */
export function ok(body: unknown, statusCode = 200): IN8nHttpFullResponse {
	return { statusCode, headers: {}, body } as IN8nHttpFullResponse;
}

/** The error of an answer with such a status, as axios throws it. */
export function failed(status: number, data: unknown = {}, headers: IDataObject = {}): Error {
	return Object.assign(new Error(`Request failed with status code ${status}`), {
		isAxiosError: true,
		response: { status, data, headers },
	});
}

/** The error of a connection that broke, or was never there. */
export function broken(code: string): Error {
	return Object.assign(new Error(code), { isAxiosError: true, code });
}

/** Lets all that is ready to go on do so; under jest's fake timers too. */
export async function settle(): Promise<void> {
	for (let turns = 0; turns < 50; turns++) await Promise.resolve();
}

/** What a promise is rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<Error> {
	return await promise.then(
		() => {
			throw new Error('It was not rejected');
		},
		(error: Error) => error,
	);
}

/** What a person reads about an error. */
export function wordsOf(error: unknown): { message: string; description: unknown } {
	const { message, description } = error as Error & { description?: unknown };
	return { message, description };
}

/** What a function throws, in a person's words. */
export function wordsThrownBy(task: () => unknown): { message: string; description: unknown } {
	try {
		task();
	} catch (error) {
		return wordsOf(error);
	}
	throw new Error('Nothing was thrown');
}
