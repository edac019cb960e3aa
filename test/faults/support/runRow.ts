import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { contentOf } from '../../engine/support/binary';
import { execute, type NodeRun } from '../../engine/support/engine';
import { withShortLimits } from './limits';
import type { Row } from './rows';
import type { RowStep } from './rules';
import type { Origins, ScriptedService } from './scriptedService';
import { withWaits } from '../../support/waits';

/** What came out of a row that was run. */
export interface RowRun {
	/** What went on in the workflow, without times and addresses. */
	items: unknown[];
	errorItems: INodeExecutionData[];
	error?: { message: string; description?: string | null };
	/** The pauses that were made, in ms. */
	waits: number[];
}

export interface RowOptions {
	onError?: NodeRun['onError'];
	/** How often the fault has struck: a request that it struck is given up soon then. */
	strikes?: () => number;
	onWait?: (ms: number) => void;
}

/** Runs an operation once against a service that was started for it. */
export async function runRow(
	row: Row,
	{ origins }: ScriptedService<RowStep>,
	{ onError, strikes, onWait }: RowOptions = {},
): Promise<RowRun> {
	const waits: number[] = [];
	const listener = (ms: number) => {
		waits.push(ms);
		onWait?.(ms);
	};
	const run = row.run(origins);
	// All cells share one credential, and must not wait for each other.
	const requestOptions = { parallelRequests: 100, parallelFileTransfers: 100 };
	const parameters = { ...run.parameters, requestOptions };
	const work = async () => await execute({ ...run, parameters, onError });
	const { data } = await withWaits(
		listener,
		async () => await (strikes ? withShortLimits(strikes, work) : work()),
	);
	const [task] = Object.values(data.resultData.runData)[0] ?? [];
	const [items, errorItems] = task?.data?.main ?? [];
	const error = task?.error ?? data.resultData.error;
	return {
		items: await Promise.all((items ?? []).map(async (item) => await comparable(item, origins))),
		errorItems: errorItems ?? [],
		error: error && { message: error.message, description: error.description },
		waits,
	};
}

/** What differs from run to run. */
const TIMES = ['durationMs', 'waitedSeconds', 'detectedAt'];

async function comparable(
	{ json, binary = {}, pairedItem, error }: INodeExecutionData,
	{ api, storage }: Origins,
): Promise<unknown> {
	const text = JSON.stringify(json, (key, value: unknown) =>
		TIMES.includes(key) ? undefined : value,
	);
	const files = await Promise.all(
		Object.entries(binary).map(async ([field, data]) => ({
			field,
			fileName: data.fileName,
			mimeType: data.mimeType,
			content: (await contentOf(data)).toString('latin1'),
		})),
	);
	const placeless = text.replaceAll(api, 'API').replaceAll(storage, 'STORAGE');
	return { json: JSON.parse(placeless) as IDataObject, files, pairedItem, error };
}
