import type { ExampleNode } from './types';

/** The contract of the package's nodes: parameter paths by `resource operation`. */
export type NodeContracts = Record<string, { parameters: Record<string, string[]> }>;

/** What n8n itself adds to nodes: to those that poll, and to those that are tools. */
const ofN8n = ['pollTimes', 'descriptionType', 'toolDescription', 'resource', 'operation'];

/** The parameters, and chosen values, of a node that the contract does not know, as `node: path`. */
export function unknownParameters(
	{ name, type, parameters }: ExampleNode,
	contracts: NodeContracts,
): string[] {
	const { resource, operation } = parameters;
	const ours = contracts[type.slice(type.indexOf('.') + 1).replace(/Tool$/, '')].parameters;
	const known = ours[resource === undefined ? '*' : `${String(resource)} ${String(operation)}`];
	if (!known) return [`${name}: ${String(resource)} ${String(operation)}`];
	return Object.entries(parameters)
		.filter(([key]) => !ofN8n.includes(key))
		.flatMap(([key, value]) => pathsOf(key, value))
		.filter((path) => !known.includes(path) && !isFree(path, known))
		.map((path) => `${name}: ${path}`);
}

/** The paths that a value uses, as the contract writes them. */
function pathsOf(path: string, value: unknown): string[] {
	if (Array.isArray(value)) return [path, ...value.map((one) => `${path}=${String(one)}`)];
	if (typeof value !== 'object' || value === null) return [path, `${path}=${String(value)}`];
	if ('__rl' in value) return [path, `${path}:${String((value as { mode?: string }).mode)}`];
	return [path, ...Object.entries(value).flatMap(([key, one]) => pathsOf(`${path}.${key}`, one))];
}

/** Whether the path says a value, of a parameter that has no list of values to choose from. */
function isFree(path: string, known: string[]): boolean {
	const place = path.indexOf('=');
	if (place === -1) return false;
	const parameter = path.slice(0, place);
	return known.includes(parameter) && !known.some((one) => one.startsWith(`${parameter}=`));
}
