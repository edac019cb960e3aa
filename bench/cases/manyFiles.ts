import type { CaseResult } from '../support/caseResult.ts';
import { sourceFile } from '../support/sourceFile.ts';
import { megabytes } from '../support/table.ts';
import type { BenchWorld } from '../support/world.ts';
import {
	measureUploads,
	transferResult,
	warmUpWith,
	type TransferFigures,
} from './fileTransfers.ts';

const bytesEach = 5e6;

/** (c) Many files up, in one execution. */
export async function measureManyFiles(world: BenchWorld, quick: boolean): Promise<CaseResult> {
	const service = await world.startService();
	await warmUpWith(world, service, await sourceFile(world, 1e6));
	const source = await sourceFile(world, bytesEach);
	const figures: TransferFigures[] = [];
	for (const files of quick ? [20] : [50, 100, 200]) {
		world.tell(`(c) upload of ${files} × ${megabytes(bytesEach)}`);
		// More often where there is a target: the storage takes most of the time, and not always the same.
		const rounds = quick ? 1 : files === 200 ? 7 : 3;
		figures.push(await measureUploads(world, service, source, files, rounds));
	}
	await service.sandbox.stop();
	return transferResult('c. Many files', figures, { 'upload 200 × 5 MB': { ratio: 1 } });
}
