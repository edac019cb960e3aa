import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { BrightRiverTrigger } from '../../../nodes/BrightRiver/BrightRiverTrigger.node';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';
import { SkyfishTrigger } from '../../../nodes/Skyfish/SkyfishTrigger.node';
import { contractOf, type NodeContract } from './contract';

const file = join(__dirname, 'contract.json');
const nodes = [new BrightRiver(), new BrightRiverTrigger(), new Skyfish(), new SkyfishTrigger()];
const built = Object.fromEntries(nodes.map((node) => [node.description.name, contractOf(node)]));

if (process.env.UPDATE_CONTRACT) writeFileSync(file, `${JSON.stringify(built, null, '\t')}\n`);
const promised = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{}') as Record<
	string,
	NodeContract
>;

/** Every string of the contract with the place where it stands. */
function strings(contract: Record<string, NodeContract>): string[] {
	return Object.entries(contract).flatMap(([node, { credentials, parameters }]) => [
		...credentials.map((name) => `${node}: credential ${name}`),
		...Object.entries(parameters).flatMap(([place, paths]) => [
			`${node}: ${place}`,
			...paths.map((path) => `${node}: ${place}: ${path}`),
		]),
	]);
}

it('keeps every string that a saved workflow may hold', () => {
	const there = new Set(strings(built));
	expect(strings(promised).filter((string) => !there.has(string))).toEqual([]);
});

it('has written down what was added (npm run contract:update)', () => {
	const known = new Set(strings(promised));
	expect(strings(built).filter((string) => !known.has(string))).toEqual([]);
});
