import '../support/shorterWaits';
import './support/shorterLimits';
import { BrightRiver } from '../../nodes/BrightRiver/BrightRiver.node';
import { declaredOperations } from '../engine/support/operationTable';
import { brightRiverRows } from './support/brightRiverRows';
import { describeMatrix } from './support/describeMatrix';

describeMatrix('Bright River', brightRiverRows, declaredOperations(new BrightRiver()));
