import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INode,
	IPollFunctions,
} from 'n8n-workflow';
import { Progress } from '../files/progress';
import { isAgentTool } from '../operation/agentTool';
import {
	defaultFileCheck,
	defaultLimits,
	readRequestOptions,
	type RequestOptions,
} from '../operation/requestOptions';
import { takeTurn } from './limits';
import type { Service } from './service';
import { ANSWER_TIMEOUT_MS, OPERATION_TIMEOUT_MS } from './timeLimit';

/** What n8n calls a part of a node with: an operation for one item, a dropdown, a trigger. */
export type NodeContext = IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Proxy, certificates and time-out: what n8n makes of the operator's "Request Options". */
export type ConnectionOptions = Pick<
	IHttpRequestOptions,
	'allowedDomains' | 'proxy' | 'skipSslCertificateValidation' | 'timeout'
>;

/** How long something that was looked up serves the other items, in ms: short for a signed address. */
const SHARED_FOR_MS = 30_000;

/**
 * All that is remembered while one node runs with one credential: what the operator set for its requests, how
 * far its files are, and what its items share. A dropdown and each poll of a trigger have one of their own.
 */
export class Session {
	readonly service: Service;
	readonly options: RequestOptions;
	readonly connection: ConnectionOptions;
	readonly progress: Progress;
	/** Whether the node runs as a tool of an AI agent. */
	readonly isAgentTool: boolean;

	/** Why the service does not accept the credential; no further request is sent then. */
	private refusal: Error | undefined;
	private readonly credentialKey: string;
	private readonly nodeKey: string;
	private readonly lookups = new Map<string, { answer: Promise<unknown>; until: number }>();
	private readonly groups = new Map<string, Group>();
	private readonly names = new Map<string, number[]>();
	private readonly kept = new Map<string, unknown>();
	private signIn: Promise<void> | undefined;
	private isSignedIn: boolean;

	constructor(
		service: Service,
		context: NodeContext,
		connection: ConnectionOptions = { timeout: ANSWER_TIMEOUT_MS },
	) {
		this.service = service;
		const isOperation = 'getItemIndex' in context;
		this.options = isOperation
			? readRequestOptions(context, service)
			: { ...defaultLimits, verifyFiles: defaultFileCheck(service) };
		this.connection = connection;
		this.progress = progressOf(context);
		this.isSignedIn = !service.signsIn;
		// n8n copies the whole node each time.
		const node = context.getNode();
		this.credentialKey = `${service.credentialType} ${credentialIdOf(node, service)}`;
		const workflow = 'getWorkflow' in context ? context.getWorkflow().id : '';
		this.isAgentTool = isAgentTool(node);
		this.nodeKey = `${workflow} ${node.id} ${this.credentialKey}`;
	}

	/** How long an answer to a call may take in all, in ms. */
	get answerLimitMs(): number {
		const { timeout = OPERATION_TIMEOUT_MS } = this.connection;
		return timeout === OPERATION_TIMEOUT_MS ? ANSWER_TIMEOUT_MS : timeout;
	}

	/** How long a storage may take to answer once it has a whole file, in ms. */
	get uploadLimitMs(): number {
		return this.connection.timeout ?? OPERATION_TIMEOUT_MS;
	}

	/**
	 * Waits until one request or one file may go. The limit of the process holds for a credential; a lower one
	 * that is set for a node holds for this node alone and keeps no other waiting.
	 *
	 * @returns what ends the turn
	 * @throws the signal's reason if it is aborted before that
	 */
	async takeTurn(kind: keyof typeof defaultLimits, signal?: AbortSignal): Promise<() => void> {
		const ofNode = this.options[kind];
		const ofCredential = Math.max(ofNode, defaultLimits[kind]);
		const what = kind === 'parallelRequests' ? 'requests' : 'files';
		const key = `${what} ${this.credentialKey}`;
		if (ofNode >= ofCredential) return await takeTurn(key, ofCredential, signal);
		const endNode = await takeTurn(`${what} ${this.nodeKey}`, ofNode, signal);
		const endCredential = await takeTurn(key, ofCredential, signal).catch((error: Error) => {
			endNode();
			throw error;
		});
		return () => [endCredential, endNode].forEach((end) => end());
	}

	/**
	 * Lets the first request of a session that signs in go alone: a hundred items with a wrong password are one
	 * sign-in, not a hundred.
	 *
	 * @returns what takes the outcome of the request: the service's answer, of whatever status, nobody's answer,
	 * or why the credential is refused
	 * @throws why the credential was refused, if it was
	 */
	async takeSignIn(): Promise<(outcome: 'answered' | 'unanswered' | Error) => void> {
		while (!this.isSignedIn && this.signIn) await this.signIn;
		if (this.refusal) throw this.refusal;
		if (this.isSignedIn) return () => {};
		let done = () => {};
		this.signIn = new Promise((resolve) => (done = resolve));
		return (outcome) => {
			this.isSignedIn = outcome === 'answered';
			if (outcome instanceof Error) this.refusal = outcome;
			this.signIn = undefined;
			done();
		};
	}

	/**
	 * Looks something up once for all items that want it at about the same time: 200 photos of one job need
	 * that job once, not 200 times. A failure is not kept.
	 *
	 * @param key tells what is looked up, and for which account
	 * @returns the same object for everyone: do not change it
	 */
	async lookup<T>(key: string, look: () => Promise<T>): Promise<T> {
		const known = this.lookups.get(key);
		if (known && Date.now() < known.until) return (await known.answer) as T;
		const answer = look();
		this.lookups.set(key, { answer, until: Date.now() + SHARED_FOR_MS });
		answer.catch(() => this.lookups.delete(key));
		return await answer;
	}

	/**
	 * Does an item's work, then waits until no item is at such work any more: what comes next can be asked once
	 * for all of them. A failure is thrown at once, and stands in nobody's way.
	 *
	 * @param key tells which work belongs together, e.g. `uploads to job 353413`
	 * @returns what this item's work gave, and what that of all that waited together gave, in the order in which
	 * it ended: the same array for each of them
	 */
	async together<T>(key: string, work: () => Promise<T>): Promise<{ mine: T; all: readonly T[] }> {
		const group = this.groups.get(key) ?? new Group();
		this.groups.set(key, group);
		group.join();
		let mine: T;
		try {
			mine = await work();
			group.all.push(mine);
		} finally {
			if (group.leave()) this.groups.delete(key);
		}
		await group.settled;
		return { mine, all: group.all as T[] };
	}

	/**
	 * Something that is kept for all items of the run, also when n8n tries the node again.
	 *
	 * @param make makes it for the first one that wants it
	 */
	keep<T>(key: string, make: () => T): T {
		if (!this.kept.has(key)) this.kept.set(key, make());
		return this.kept.get(key) as T;
	}

	/**
	 * Notes that an item is going to use a name that only one may have.
	 *
	 * @returns the items that use it so far, this one last; it grows as others come
	 */
	useName(name: string, item: number): readonly number[] {
		const items = this.names.get(name) ?? [];
		this.names.set(name, items);
		items.push(item);
		return items;
	}
}

/** The items of one run that are at the same kind of work. */
class Group {
	/** What the work gave, in the order in which it ended. */
	readonly all: unknown[] = [];
	private underWay = 0;

	private settle!: () => void;

	/** Once nobody is at it any more. */
	readonly settled = new Promise<void>((resolve) => (this.settle = resolve));

	join(): void {
		this.underWay++;
	}

	/** @returns whether it was the last one */
	leave(): boolean {
		this.underWay--;
		if (this.underWay === 0) this.settle();
		return this.underWay === 0;
	}
}

/** The sessions of a run: that of the node itself, and those of its tools, by node and credential. */
interface RunSessions {
	ofNode?: Session;
	ofTools: Map<string, Session>;
}

/** The sessions of what runs at the moment; n8n drops a run's object when the run is over. */
const sessions = new WeakMap<object, RunSessions>();

/**
 * The session of the run that an item belongs to. Two tools of one agent have the same run, so node and
 * credential tell theirs apart.
 *
 * @param connection what n8n made of the "Request Options"; it is the same for all items of a run
 */
export function sessionOf(
	service: Service,
	context: IExecuteSingleFunctions,
	connection: ConnectionOptions,
): Session {
	const run = context.getExecuteData() ?? context;
	const ofRun = sessions.get(run) ?? { ofTools: new Map<string, Session>() };
	sessions.set(run, ofRun);
	// A node that runs by itself has no tools; asking for the node would copy it for each item.
	if (ofRun.ofNode) return ofRun.ofNode;
	const node = context.getNode();
	const key = `${node.id} ${credentialIdOf(node, service)}`;
	const session = ofRun.ofTools.get(key) ?? new Session(service, context, connection);
	if ('node' in run && run.node?.id === node.id) ofRun.ofNode = session;
	else ofRun.ofTools.set(key, session);
	return session;
}

/**
 * The progress of a run goes to n8n's log and, while somebody runs the workflow in the editor, to the browser's
 * console: n8n has no other place for it while a node runs.
 */
function progressOf(context: NodeContext): Progress {
	const items = 'getExecuteData' in context ? context.getExecuteData()?.data?.main?.[0] : [];
	// n8n's contexts for one item have it too, though their type does not say so.
	const { sendMessageToUI } = context as { sendMessageToUI?: (message: string) => void };
	return new Progress(items?.length || 1, (line) => {
		context.logger.info(`${context.getNode().name}: ${line}`);
		sendMessageToUI?.call(context, line);
	});
}

function credentialIdOf(node: INode, { credentialType }: Service): string {
	const chosen = node.credentials?.[credentialType];
	return chosen?.id ?? chosen?.name ?? '';
}
