import type { CaseResult } from '../support/caseResult.ts';
import { sourceFile } from '../support/sourceFile.ts';
import { megabytes } from '../support/table.ts';
import type { BenchWorld } from '../support/world.ts';
import {
	measureDownload,
	measureUploads,
	transferResult,
	warmUpWith,
	type TransferFigures,
} from './fileTransfers.ts';

const smallBytes = 1e6;

/** (b) One big file up and one down, with n8n keeping files on disk. */
export async function measureBigFiles(world: BenchWorld, quick: boolean): Promise<CaseResult> {
	const service = await world.startService();
	await warmUpWith(world, service, await sourceFile(world, smallBytes));
	const figures: TransferFigures[] = [];
	for (const bytes of quick ? [50e6] : [50e6, 200e6, 500e6]) {
		const rounds = quick ? 1 : 3;
		const source = await sourceFile(world, bytes);
		world.tell(`(b) upload of ${megabytes(bytes)}`);
		figures.push(await measureUploads(world, service, source, 1, rounds));
		world.tell(`(b) download of ${megabytes(bytes)}`);
		figures.push(await measureDownload(world, service, source, rounds));
	}
	await service.sandbox.stop();
	return transferResult('b. One big file', figures, {
		'upload 500 MB': { ratio: 0.85, growth: 64e6 },
		'download 500 MB': { ratio: 1, growth: 64e6 },
	});
}
