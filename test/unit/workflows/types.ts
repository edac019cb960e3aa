/** The parts of an exported workflow that the tests look at. */
export interface ExampleNode {
	id: string;
	name: string;
	type: string;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: unknown;
	onError?: string;
}

/** Where an output leads to. */
export interface ExampleLink {
	node: string;
	type: string;
	/** Which of the inputs of that type. */
	index: number;
}

export interface ExampleWorkflow {
	id: string;
	name: string;
	active?: boolean;
	pinData: object;
	nodes: ExampleNode[];
	/** By the node that they start at and by type: for each of its outputs, where it leads to. */
	connections: Record<string, Record<string, ExampleLink[][]>>;
}
