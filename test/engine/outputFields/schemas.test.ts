/** The fields that n8n's editor offers before the first run are those that the operations give out. */
import '../../support/shorterWaits';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';
import { startSandbox } from '../../../sandbox/index';
import { useEveryOperation as useBrightRiver } from '../../readings/support/brightRiverStory';
import { useEveryOperation as useSkyfish } from '../../readings/support/skyfishStory';
import { removeBinaryFolder, useBinaryMode } from '../support/engine';
import { declaredOperations } from '../support/operationTable';
import { Collector, ofTheTrigger } from './collector';
import { fieldsIn, schemaOf, type JsonSchema } from './jsonSchema';
import { fillBrightRiver, fillSkyfish } from './samples';
import { readSchemas, writeSchemas } from './schemaFiles';

const services = [
	{
		type: 'brightRiver',
		folder: 'BrightRiver',
		node: new BrightRiver(),
		stories: [fillBrightRiver, useBrightRiver],
	},
	{
		type: 'skyfish',
		folder: 'Skyfish',
		node: new Skyfish(),
		stories: [useSkyfish, fillSkyfish],
	},
] as const;

/** What stays empty in the documents' own examples too. */
const neverFilled = ['trigger: job.masterJobId: nothing'];

type Service = (typeof services)[number];

/** What every operation gives out, as a schema, by `resource operation`. */
async function schemasOf({ type, node, stories }: Service): Promise<Map<string, JsonSchema>> {
	const sandbox = await startSandbox({
		...{ manual: type === 'brightRiver', indexLagMs: 0 },
		...{ skyfishImportMs: 20, skyfishZipMs: 20 },
	});
	try {
		const collector = new Collector(sandbox, type, node);
		for (const story of stories) await story(collector);
		const { outputs } = collector;
		return new Map([...outputs].map(([name, items]) => [name, schemaOf(items)]));
	} finally {
		await sandbox.stop();
	}
}

/** By the node's folder. */
const built = new Map<string, Map<string, JsonSchema>>();

beforeAll(async () => {
	await useBinaryMode('filesystem');
	const all = services.map(async (service) => [service.folder, await schemasOf(service)] as const);
	for (const [folder, schemas] of await Promise.all(all)) {
		built.set(folder, schemas);
		if (process.env.UPDATE_SCHEMAS) writeSchemas(folder, schemas);
	}
}, 120_000);
afterAll(removeBinaryFolder);

describe.each(services)('the schemas of $folder', ({ folder, node }) => {
	it('are there for every operation and the trigger, and for no other', () => {
		const all = [...declaredOperations(node), ofTheTrigger];
		expect([...readSchemas(folder).keys()].sort()).toEqual(all.sort());
	});

	it('have the fields that the operations give out (npm run schema:update)', () => {
		const fields = (schemas = new Map<string, JsonSchema>()) =>
			Object.fromEntries([...schemas].map(([name, schema]) => [name, fieldsIn(schema)]).sort());
		expect(fields(readSchemas(folder))).toEqual(fields(built.get(folder)));
	});

	it('say of every field what it holds', () => {
		const unknown = [...readSchemas(folder)].flatMap(([name, schema]) => {
			const fields = fieldsIn(schema);
			if (fields.length === 0) return [`${name} has no field`];
			return fields
				.filter((field) => field.endsWith('nothing'))
				.map((field) => `${name}: ${field}`);
		});
		expect(unknown.filter((field) => !neverFilled.includes(field))).toEqual([]);
	});
});
