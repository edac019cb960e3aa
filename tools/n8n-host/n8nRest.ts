import { parse } from 'flatted';
import type {
	Execution,
	ExecutionSummary,
	NodeTypeDescription,
	SavedWorkflow,
	Workflow,
} from './n8nTypes.ts';
import { waitUntil } from '../processes/waitUntil.ts';

/** n8n's own limit for one page of executions. */
const pageSize = 100;

/** A trigger's first poll is part of the activation, and n8n tries it again when it fails. */
const activationMs = 60_000;

/** The person who owns an n8n instance. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** A credential as the editor saves it. */
export interface Credential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** n8n answered a request of ours with an error. */
export class N8nRestError extends Error {
	readonly status: number;

	constructor(method: string, path: string, status: number, answer: string) {
		super(`n8n answered ${method} ${path} with ${status}: ${messageOf(answer)}`);
		this.status = status;
	}
}

function messageOf(answer: string): string {
	try {
		return (JSON.parse(answer) as { message: string }).message ?? answer;
	} catch {
		return answer;
	}
}

/** Talks to n8n the way its editor does: with the cookie of a signed-in person. */
export class N8nRest {
	private readonly url: string;
	private cookie = '';

	/** `url`: where n8n answers, without a slash at the end. */
	constructor(url: string) {
		this.url = url;
	}

	/** Makes the owner of a fresh n8n and signs in as that person. */
	async setupOwner(owner: Owner): Promise<void> {
		await this.call('POST', '/rest/owner/setup', owner);
	}

	async login({ email, password }: Pick<Owner, 'email' | 'password'>): Promise<void> {
		await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	async createCredential(credential: Credential): Promise<{ id: string; name: string }> {
		return await this.call('POST', '/rest/credentials', credential);
	}

	/** What the "Save" button of a credential does: saves it and asks the service whether it is accepted. */
	async saveAndTestCredential(
		credential: Credential,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const { id } = await this.createCredential(credential);
		return await this.call('POST', '/rest/credentials/test', {
			credentials: { ...credential, id },
		});
	}

	async createWorkflow(workflow: Workflow): Promise<SavedWorkflow> {
		// n8n 1 wants to be told that it is not active yet.
		return await this.call('POST', '/rest/workflows', { active: false, ...workflow });
	}

	async getWorkflow(id: string): Promise<SavedWorkflow> {
		return await this.call('GET', `/rest/workflows/${id}`);
	}

	/**
	 * Publishes the saved version and waits until its triggers run: n8n 2 answers before they do.
	 * Throws what a trigger that could not be started says, and after `timeoutMs`.
	 */
	async activateWorkflow(
		workflow: Pick<SavedWorkflow, 'id' | 'versionId'>,
		timeoutMs = activationMs,
	): Promise<void> {
		const { id, versionId } = workflow;
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		const { status, triggers } = await waitUntil(
			`workflow ${id} to be published`,
			async () => {
				const publication = await this.publication(id);
				return publication.status !== 'in_progress' && publication;
			},
			{ timeoutMs },
		);
		if (status === 'published') return;
		const reasons = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
		throw new Error(`Workflow ${id} is not active (${status}): ${reasons.join('; ')}`);
	}

	private async publication(workflowId: string): Promise<Publication> {
		try {
			return await this.call('GET', `/rest/workflows/${workflowId}/publication-status`);
		} catch (error) {
			if (!(error instanceof N8nRestError && error.status === 404)) throw error;
			// n8n 1 starts the triggers before it answers: what it has activated runs.
			return { status: 'published', triggers: [] };
		}
	}

	async deactivateWorkflow(id: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	async deleteWorkflow(id: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/archive`, {});
		await this.call('DELETE', `/rest/workflows/${id}`);
	}

	/** "Execute workflow" from the named trigger. Gives the id of the execution that it starts. */
	async runWorkflow(id: string, triggerName: string): Promise<string> {
		const answer = await this.call<{ executionId?: string }>('POST', `/rest/workflows/${id}/run`, {
			// n8n 1 runs what it is sent, n8n 2 what is saved: here they are the same.
			workflowData: await this.getWorkflow(id),
			triggerToStartFrom: { name: triggerName },
		});
		if (answer.executionId === undefined) {
			throw new Error(`n8n waits for a call of ${triggerName} instead of running workflow ${id}.`);
		}
		return answer.executionId;
	}

	/**
	 * Executions, running and ended, oldest first: of one workflow or of all, and only the newest
	 * `atMost` if that is given.
	 */
	async listExecutions(workflowId?: string, atMost = Infinity): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify(workflowId ? { workflowId } : {}));
		const found = new Map<string, ExecutionSummary>();
		let more = '';
		do {
			const page = await this.call<ExecutionPage>(
				'GET',
				`/rest/executions?filter=${filter}&limit=${Math.min(atMost, pageSize)}${more}`,
			);
			const isNews = page.results.some(({ id }) => !found.has(id));
			for (const execution of page.results) found.set(execution.id, execution);
			more = isNews ? nextPage(page) : '';
		} while (more !== '' && found.size < atMost);
		const oldestFirst = [...found.values()].sort((one, other) => Number(one.id) - Number(other.id));
		return oldestFirst.slice(Math.max(0, oldestFirst.length - atMost));
	}

	async getExecution(id: string): Promise<Execution> {
		const answer = await this.call<Execution & { data: string }>('GET', `/rest/executions/${id}`);
		const { data, ...summary } = answer;
		// An execution that has only just begun has no data yet.
		const { resultData = {} } = ((data && parse(data)) || {}) as {
			resultData?: Partial<Execution>;
		};
		return {
			...summary,
			runData: resultData.runData ?? {},
			error: resultData.error,
			lastNodeExecuted: resultData.lastNodeExecuted,
		};
	}

	/** Waits until the execution has ended, well or badly. Throws after `timeoutMs`. */
	async waitForExecution(id: string, timeoutMs = 60_000): Promise<Execution> {
		return await waitUntil(
			`execution ${id} to end`,
			async () => {
				const execution = await this.getExecution(id);
				return execution.stoppedAt !== null && execution.stoppedAt !== undefined && execution;
			},
			{ timeoutMs, everyMs: 150 },
		);
	}

	/** The bytes of a file in an execution, by the `id` of its binary data. */
	async binaryData(id: string): Promise<Buffer> {
		const path = `/rest/binary-data?id=${encodeURIComponent(id)}&action=download`;
		return Buffer.from(await (await this.fetch('GET', path)).arrayBuffer());
	}

	/** Every node n8n has loaded, as the editor's node list gets it. */
	async nodeTypes(): Promise<NodeTypeDescription[]> {
		return (await (await this.fetch('GET', '/types/nodes.json')).json()) as NodeTypeDescription[];
	}

	/** What a "From List" dropdown (resource locator) shows. */
	async resourceLocatorResults(request: DynamicParameterRequest & { filter?: string }) {
		return await this.call<{
			results: Array<{ name: string; value: string | number; url?: string }>;
			paginationToken?: unknown;
		}>('POST', '/rest/dynamic-node-parameters/resource-locator-results', request);
	}

	/** What an options dropdown filled by the service shows. */
	async loadOptions(request: DynamicParameterRequest) {
		return await this.call<Array<{ name: string; value: string | number; description?: string }>>(
			'POST',
			'/rest/dynamic-node-parameters/options',
			request,
		);
	}

	/** One call of the editor's REST API; gives what its answer has in `data`. */
	async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.fetch(method, path, body);
		const text = await response.text();
		return (text === '' ? undefined : (JSON.parse(text) as { data: T }).data) as T;
	}

	private async fetch(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				// n8n ties the cookie to the browser that it was given to.
				'browser-id': 'n8n-host',
				cookie: this.cookie,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const cookie = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (cookie) this.cookie = cookie.split(';')[0];
		if (!response.ok) throw new N8nRestError(method, path, response.status, await response.text());
		return response;
	}
}

/** Newest first. n8n 1 has no cursor, and tells of what still runs on every page. */
interface ExecutionPage {
	results: ExecutionSummary[];
	nextCursor?: string | null;
}

/** What to add to the request for the page after this one; nothing when there is none. */
function nextPage({ results, nextCursor }: ExecutionPage): string {
	if (nextCursor) return `&cursor=${nextCursor}`;
	const ended = results.filter(({ stoppedAt }) => stoppedAt).map(({ id }) => Number(id));
	return nextCursor === null || ended.length === 0 ? '' : `&lastId=${Math.min(...ended)}`;
}

/** How far n8n is with starting the triggers of a published workflow. */
interface Publication {
	status: 'in_progress' | 'published' | 'not_published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** Which parameter of which node asks for its choices, with what the person has filled in so far. */
export interface DynamicParameterRequest {
	/** The parameter's path, such as `parameters.jobId`. */
	path: string;
	methodName: string;
	nodeTypeAndVersion: { name: string; version: number };
	currentNodeParameters: Record<string, unknown>;
	credentials: Record<string, { id: string; name: string }>;
}
