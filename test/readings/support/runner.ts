import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { credentialFor } from '../../engine/support/brightRiver';
import { runNode, type NodeRun } from '../../engine/support/engine';
import { itemWithFile } from '../../engine/support/photos';
import { skyfishCredential } from '../../engine/support/skyfish';
import type { Settling } from './settlings';

/** A file that an operation takes in. */
export interface InputFile {
	name: string;
	content: Buffer;
}

/** An error as n8n shows it. */
type NodeError = Error & { description?: string };

/** Runs operations as an operator does who has settled what the node cannot know, and notes what came of each. */
export class Runner {
	/** What the node said where it could not do what it was asked for, by operation. */
	readonly said = new Map<string, string>();

	/** Every operation that was run. */
	readonly ran = new Set<string>();

	readonly sandbox: Sandbox;

	private readonly type: 'brightRiver' | 'skyfish';

	private readonly settling: Settling;

	constructor(sandbox: Sandbox, type: 'brightRiver' | 'skyfish', settling: Settling) {
		this.sandbox = sandbox;
		this.type = type;
		this.settling = settling;
	}

	/**
	 * @returns the items that come out; none where the operation cannot work under this reading and says so
	 * @throws Error with the operation's name when it fails otherwise, or works where it should not
	 */
	async run(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
		...files: InputFile[]
	): Promise<INodeExecutionData[]> {
		const name = `${resource} ${operation}`;
		this.ran.add(name);
		const mustSay = this.settling.says?.[name];
		const run = {
			type: this.type,
			parameters: this.settled(name, { resource, operation, ...parameters }),
			credentials: this.credentials(),
			...(files.length > 0 && {
				input: files.map((file) => itemWithFile(file.content, file.name)),
			}),
		};
		const outcome = await runNode(run).catch((error: NodeError) => error);
		if (!(outcome instanceof Error)) {
			if (!mustSay) return outcome;
			throw new Error(
				`${name} gave ${JSON.stringify(outcome)} instead of saying ${String(mustSay)}`,
			);
		}
		const said = [outcome.message, outcome.description].filter(Boolean).join(' ');
		if (!mustSay?.test(said)) throw new Error(`${name} failed: ${said}`, { cause: outcome });
		this.said.set(name, said);
		return [];
	}

	/** What a node of this service is run with. */
	credentials(): NodeRun['credentials'] {
		const { sandbox } = this;
		return this.type === 'brightRiver' ? credentialFor(sandbox) : skyfishCredential(sandbox);
	}

	/** The parameters with what an operator sets for this reading; options come beside those that are there. */
	private settled(name: string, parameters: IDataObject): NodeRun['parameters'] {
		const { options, ...fields } = this.settling.set?.[name] ?? {};
		const all = { ...(parameters.options as IDataObject), ...(options as IDataObject) };
		return { ...parameters, ...fields, options: all } as NodeRun['parameters'];
	}
}
