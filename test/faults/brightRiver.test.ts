import { BrightRiver } from '../../nodes/BrightRiver/BrightRiver.node';
import { declaredOperations } from '../engine/support/operationTable';
import { brightRiverRows } from './support/brightRiverRows';
import { describeMatrix } from './support/describeMatrix';

jest.mock('../../nodes/shared/client/wait', () => {
	const { wait } =
		jest.requireActual<typeof import('../../nodes/shared/client/wait')>('../../nodes/shared/wait');
	const { shortened } = jest.requireActual<typeof import('./support/waits')>('./support/waits');
	return { wait: shortened(wait) };
});

describeMatrix('Bright River', brightRiverRows, declaredOperations(new BrightRiver()));
