import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeProperties,
} from 'n8n-workflow';
import type { Client, RequestParts } from '../client/client';
import { pathSegment, type PathValues, type Route } from '../client/route';
import { objectIn, type Json } from '../client/response';
import { operationError } from '../errors/operationError';
import { collections } from './fields';
import { readChoice, readId, readJson, requireFilled, requireFound } from './parameters';
import { asStored, readParameter, readPlainly } from './plainParameter';
import { sentBy, type Sent } from './sent';

type Field = Pick<INodeProperties, 'name' | 'displayName'>;

/** What an item needs to know of its operation, see `Operation`. */
interface ItemOperation {
	call: Route;
	fields: INodeProperties[];
}

/** What n8n gives for a field that the node does not hold; nobody can enter it. */
const NOT_SHOWN = '\u0000not shown';

/** One input item that an operation works on: what the operator set for it, and the way to the service. */
export class Item {
	readonly context: IExecuteSingleFunctions;
	readonly client: Client;
	private readonly operation: ItemOperation;
	private gathered: Sent | undefined;

	constructor(context: IExecuteSingleFunctions, client: Client, operation: ItemOperation) {
		this.context = context;
		this.client = client;
		this.operation = operation;
	}

	/** What the operation's fields send in the body (`routing.send`). */
	get body(): IDataObject {
		return this.sent.body;
	}

	/** What they send in the query. */
	get query(): IDataObject {
		return this.sent.query;
	}

	private get sent(): Sent {
		this.gathered ??= sentBy(this.operation.fields, (name) => this.ifShown(name));
		return this.gathered;
	}

	/** What the operator set, `undefined` for a field that is not shown. */
	private ifShown(name: string): unknown {
		const value = this.parameter(name, NOT_SHOWN);
		return value === NOT_SHOWN ? undefined : value;
	}

	/** @throws NodeOperationError naming the first field that is required and empty, or the filter that found nothing */
	requireFields(): void {
		for (const { name, displayName, type, required, displayOptions } of this.operation.fields) {
			if (!required || type !== 'string' || displayOptions) continue;
			requireFilled(this.context, displayName, this.parameter(name, ''));
		}
		this.requireFilters();
	}

	/** A filter whose expression found nothing would let everything pass. */
	private requireFilters(): void {
		const filters = this.operation.fields.find(({ name }) => name === collections.filters.name);
		const given = filters ? this.parameter<IDataObject>(filters.name, {}) : {};
		for (const { name, displayName } of (filters?.options ?? []) as INodeProperties[]) {
			if (name in given) requireFound(this.context, displayName, given[name]);
		}
	}

	/** What the operator set, with expressions computed. */
	parameter<T>(name: string, fallback?: T): T {
		return readParameter(this.context, this.client.session, name, fallback);
	}

	/** The same as it is for another input item of the run. */
	parameterOf<T>(itemIndex: number, name: string, fallback: T): T {
		const { context } = this;
		if (itemIndex === context.getItemIndex()) return this.parameter(name, fallback);
		const stored = context.getNodeParameter(name, fallback, asStored) ?? fallback;
		if (typeof stored !== 'string' || !stored.startsWith('=')) return stored as T;
		return context.evaluateExpression(stored.slice(1), itemIndex) as T;
	}

	/** What is chosen in a resource locator: the ID or name, also where an address was entered. */
	located(name: string): unknown {
		const { context, client, operation } = this;
		const locator = operation.fields.find((one) => one.name === name);
		const plain = locator && readPlainly(context, client.session, name, locator);
		return plain ?? context.getNodeParameter(name, '', { extractValue: true });
	}

	/** The number in a field, e.g. in the resource locator "Job". @throws NodeOperationError, see `readId` */
	id({ name, displayName }: Field): number {
		return readId(this.context, displayName, this.located(name));
	}

	/** A text, also where an expression gives a number or nothing. */
	text(name: string): string {
		return String(this.parameter<unknown>(name, '') ?? '');
	}

	/** A text among the "Options", without the white space around it; empty if it is not set. */
	option(name: string): string {
		return String(this.parameter<IDataObject>('options', {})[name] ?? '').trim();
	}

	/** What is chosen in a fixed list. @throws NodeOperationError, see `readChoice` */
	choice(field: INodeProperties): string {
		return readChoice(this.context, field, this.parameter(field.name, field.default));
	}

	/** @throws NodeOperationError, see `readJson` */
	json({ name, displayName }: Field, wants: 'object' | 'list'): unknown {
		return readJson(this.context, displayName, this.parameter(name), wants);
	}

	/**
	 * Sends the operation's call, with what its fields send unless `parts` says otherwise.
	 *
	 * @param parts a function is asked when it is the call's turn, see `Client.request`
	 */
	async send(parts: RequestParts | (() => RequestParts) = {}): Promise<IN8nHttpFullResponse> {
		const { call } = this.operation;
		return await this.client.request(call, () => {
			const given = typeof parts === 'function' ? parts() : parts;
			const body = /^(POST|PUT) /.test(call) ? { body: this.body } : {};
			const path = this.pathValues(call, given.path);
			return { query: this.query, ...body, ...given, path };
		});
	}

	/** Sends any call; the values for its path come out of the fields of these names. */
	async request(route: Route, parts: RequestParts = {}): Promise<IN8nHttpFullResponse> {
		return await this.client.request(route, { ...parts, path: this.pathValues(route, parts.path) });
	}

	/** The JSON object that a call answers with. @throws NodeOperationError for any other answer */
	async object(route: Route, parts: RequestParts = {}): Promise<Json> {
		return objectIn(this.context, await this.request(route, parts));
	}

	private pathValues(route: Route, given: PathValues = {}): PathValues {
		const names = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		const fields = names
			.filter((name) => !(name in given))
			.map((name) => this.operation.fields.find((field) => field.name === name));
		const known = fields.filter((field) => field !== undefined);
		const own = known.map((field) => [field.name, this.pathValue(field)]);
		return { ...Object.fromEntries(own), ...given } as PathValues;
	}

	/** A number, except for what is found by its name. */
	private pathValue({ name, displayName, modes }: INodeProperties): string | number {
		const isName = modes?.some((mode) => mode.name === 'name');
		if (!isName) return this.id({ name, displayName });
		const text = String(this.located(name) ?? '');
		if (pathSegment(text) !== undefined) return text;
		throw operationError(
			this.context,
			text === '' ? `"${displayName}" is empty` : `"${displayName}" cannot be "${text}"`,
			`Enter a value in ${displayName}.`,
		);
	}
}
