import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { Runner, type InputFile } from '../../readings/support/runner';
import type { Sandbox } from '../../../sandbox/index';

/** The fields that decide how much of an answer comes out. */
const widths = ['simplify', 'output'];

/** Runs operations, and keeps what each gives with the settings that a new node has. */
export class Collector extends Runner {
	/** What came out, by `resource operation`. */
	readonly outputs = new Map<string, IDataObject[]>();

	private readonly node: INodeType;

	constructor(sandbox: Sandbox, type: 'brightRiver' | 'skyfish', node: INodeType) {
		super(sandbox, type, {});
		this.node = node;
	}

	override async run(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
		...files: InputFile[]
	): Promise<INodeExecutionData[]> {
		const items = await super.run(resource, operation, parameters, ...files);
		if (!this.isAsNew(parameters)) return items;
		const name = `${resource} ${operation}`;
		const before = this.outputs.get(name) ?? [];
		this.outputs.set(name, [...before, ...items.map(({ json }) => json)]);
		return items;
	}

	/** Whether as much of the answer comes out as with a node that was just added. */
	private isAsNew(parameters: IDataObject): boolean {
		const { properties } = this.node.description;
		return widths.every((name) => {
			const field = properties.find((property) => property.name === name);
			return parameters[name] === undefined || parameters[name] === field?.default;
		});
	}
}
